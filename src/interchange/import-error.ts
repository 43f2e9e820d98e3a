/**
 * Why a file was not read. The ids are in the catalogue of import texts; `line` and `column` count from 1, `path` names
 * the elements from the outermost one inwards, such as `Project/Tasks/Task/UID`.
 */
export interface ImportError {
  readonly id:
    | 'import.not-xml'
    | 'import.truncated'
    | 'import.doctype'
    | 'import.too-deep'
    | 'import.too-large'
    | 'import.text-too-long'
    | 'import.too-many'
    | 'import.bad-value'
    | 'import.not-msproject'
    | 'import.encoding'
    | 'import.unreadable-file'
    | 'import.empty-file'
    | 'import.unknown-format-mpp'
    | 'import.unknown-format-zip'
    | 'import.unknown-format-excel'
    | 'import.unknown-format-pdf'
    | 'import.unknown-format-text'
    | 'import.unknown-format-binary';
  readonly params: Readonly<Record<string, string | number>>;
}
