import { dayNumberOf } from '../time/day.ts';

/** The regions of Denmark since the reform of 2007. `successor` is the code or name of the one that takes over. */
export interface ShippedRegion {
  /** Fixed for ever: the id of its row follows from it. */
  readonly key: string;
  readonly name: string;
  readonly code: string;
  readonly fromDay: number | null;
  readonly toDay: number | null;
  readonly successor: string | null;
}

/** A municipality as it ships: kommunekode, name, key of its region, inhabitants on 1 January of `POPULATION_YEAR`. */
export interface ShippedMunicipality {
  readonly code: string;
  readonly name: string;
  readonly region: string;
  readonly inhabitants: number;
}

const REFORM_DAY = dayNumberOf(2007, 1, 1);
/** Region Hovedstaden and Region Sjælland become one: law of 20 June 2025. The code of the new region is not known yet. */
const EAST_DAY = dayNumberOf(2027, 1, 1);

/** Codes as in the official lists of regions (regionskode). */
export const SHIPPED_REGIONS: readonly ShippedRegion[] = [
  { key: '1081', name: 'Region Nordjylland', code: '1081', fromDay: REFORM_DAY, toDay: null, successor: null },
  { key: '1082', name: 'Region Midtjylland', code: '1082', fromDay: REFORM_DAY, toDay: null, successor: null },
  { key: '1083', name: 'Region Syddanmark', code: '1083', fromDay: REFORM_DAY, toDay: null, successor: null },
  {
    key: '1084',
    name: 'Region Hovedstaden',
    code: '1084',
    fromDay: REFORM_DAY,
    toDay: EAST_DAY - 1,
    successor: 'east',
  },
  { key: '1085', name: 'Region Sjælland', code: '1085', fromDay: REFORM_DAY, toDay: EAST_DAY - 1, successor: 'east' },
  { key: 'east', name: 'Region Østdanmark', code: '', fromDay: EAST_DAY, toDay: null, successor: null },
];

/** The year on whose 1 January the inhabitants below were counted. */
export const POPULATION_YEAR = 2020;

/**
 * The 98 municipalities with Danmarks Statistik's codes and short names, and their inhabitants (table FOLK1A, 2020K1;
 * together 5,822,679). Christiansø (411) is run by the state and is none of them.
 */
export const SHIPPED_MUNICIPALITIES: readonly ShippedMunicipality[] = [
  { code: '101', name: 'København', region: '1084', inhabitants: 632_340 },
  { code: '147', name: 'Frederiksberg', region: '1084', inhabitants: 104_305 },
  { code: '151', name: 'Ballerup', region: '1084', inhabitants: 48_602 },
  { code: '153', name: 'Brøndby', region: '1084', inhabitants: 35_090 },
  { code: '155', name: 'Dragør', region: '1084', inhabitants: 14_494 },
  { code: '157', name: 'Gentofte', region: '1084', inhabitants: 74_830 },
  { code: '159', name: 'Gladsaxe', region: '1084', inhabitants: 69_262 },
  { code: '161', name: 'Glostrup', region: '1084', inhabitants: 23_128 },
  { code: '163', name: 'Herlev', region: '1084', inhabitants: 28_953 },
  { code: '165', name: 'Albertslund', region: '1084', inhabitants: 27_731 },
  { code: '167', name: 'Hvidovre', region: '1084', inhabitants: 53_527 },
  { code: '169', name: 'Høje-Taastrup', region: '1084', inhabitants: 50_759 },
  { code: '173', name: 'Lyngby-Taarbæk', region: '1084', inhabitants: 56_214 },
  { code: '175', name: 'Rødovre', region: '1084', inhabitants: 40_652 },
  { code: '183', name: 'Ishøj', region: '1084', inhabitants: 22_989 },
  { code: '185', name: 'Tårnby', region: '1084', inhabitants: 42_989 },
  { code: '187', name: 'Vallensbæk', region: '1084', inhabitants: 16_633 },
  { code: '190', name: 'Furesø', region: '1084', inhabitants: 40_965 },
  { code: '201', name: 'Allerød', region: '1084', inhabitants: 25_633 },
  { code: '210', name: 'Fredensborg', region: '1084', inhabitants: 40_865 },
  { code: '217', name: 'Helsingør', region: '1084', inhabitants: 62_695 },
  { code: '219', name: 'Hillerød', region: '1084', inhabitants: 51_183 },
  { code: '223', name: 'Hørsholm', region: '1084', inhabitants: 24_864 },
  { code: '230', name: 'Rudersdal', region: '1084', inhabitants: 56_728 },
  { code: '240', name: 'Egedal', region: '1084', inhabitants: 43_354 },
  { code: '250', name: 'Frederikssund', region: '1084', inhabitants: 45_223 },
  { code: '253', name: 'Greve', region: '1085', inhabitants: 50_558 },
  { code: '259', name: 'Køge', region: '1085', inhabitants: 60_979 },
  { code: '260', name: 'Halsnæs', region: '1084', inhabitants: 31_384 },
  { code: '265', name: 'Roskilde', region: '1085', inhabitants: 87_914 },
  { code: '269', name: 'Solrød', region: '1085', inhabitants: 23_255 },
  { code: '270', name: 'Gribskov', region: '1084', inhabitants: 41_048 },
  { code: '306', name: 'Odsherred', region: '1085', inhabitants: 32_957 },
  { code: '316', name: 'Holbæk', region: '1085', inhabitants: 71_541 },
  { code: '320', name: 'Faxe', region: '1085', inhabitants: 36_576 },
  { code: '326', name: 'Kalundborg', region: '1085', inhabitants: 48_436 },
  { code: '329', name: 'Ringsted', region: '1085', inhabitants: 34_852 },
  { code: '330', name: 'Slagelse', region: '1085', inhabitants: 79_073 },
  { code: '336', name: 'Stevns', region: '1085', inhabitants: 22_805 },
  { code: '340', name: 'Sorø', region: '1085', inhabitants: 29_881 },
  { code: '350', name: 'Lejre', region: '1085', inhabitants: 27_996 },
  { code: '360', name: 'Lolland', region: '1085', inhabitants: 41_105 },
  { code: '370', name: 'Næstved', region: '1085', inhabitants: 83_143 },
  { code: '376', name: 'Guldborgsund', region: '1085', inhabitants: 60_722 },
  { code: '390', name: 'Vordingborg', region: '1085', inhabitants: 45_566 },
  { code: '400', name: 'Bornholm', region: '1084', inhabitants: 39_499 },
  { code: '410', name: 'Middelfart', region: '1083', inhabitants: 38_853 },
  { code: '420', name: 'Assens', region: '1083', inhabitants: 40_965 },
  { code: '430', name: 'Faaborg-Midtfyn', region: '1083', inhabitants: 51_556 },
  { code: '440', name: 'Kerteminde', region: '1083', inhabitants: 23_812 },
  { code: '450', name: 'Nyborg', region: '1083', inhabitants: 32_009 },
  { code: '461', name: 'Odense', region: '1083', inhabitants: 204_895 },
  { code: '479', name: 'Svendborg', region: '1083', inhabitants: 58_296 },
  { code: '480', name: 'Nordfyns', region: '1083', inhabitants: 29_665 },
  { code: '482', name: 'Langeland', region: '1083', inhabitants: 12_491 },
  { code: '492', name: 'Ærø', region: '1083', inhabitants: 5964 },
  { code: '510', name: 'Haderslev', region: '1083', inhabitants: 55_670 },
  { code: '530', name: 'Billund', region: '1083', inhabitants: 26_608 },
  { code: '540', name: 'Sønderborg', region: '1083', inhabitants: 74_220 },
  { code: '550', name: 'Tønder', region: '1083', inhabitants: 37_366 },
  { code: '561', name: 'Esbjerg', region: '1083', inhabitants: 115_483 },
  { code: '563', name: 'Fanø', region: '1083', inhabitants: 3488 },
  { code: '573', name: 'Varde', region: '1083', inhabitants: 49_961 },
  { code: '575', name: 'Vejen', region: '1083', inhabitants: 42_742 },
  { code: '580', name: 'Aabenraa', region: '1083', inhabitants: 58_761 },
  { code: '607', name: 'Fredericia', region: '1083', inhabitants: 51_377 },
  { code: '615', name: 'Horsens', region: '1082', inhabitants: 90_966 },
  { code: '621', name: 'Kolding', region: '1083', inhabitants: 93_175 },
  { code: '630', name: 'Vejle', region: '1083', inhabitants: 115_748 },
  { code: '657', name: 'Herning', region: '1082', inhabitants: 89_127 },
  { code: '661', name: 'Holstebro', region: '1082', inhabitants: 58_591 },
  { code: '665', name: 'Lemvig', region: '1082', inhabitants: 19_722 },
  { code: '671', name: 'Struer', region: '1082', inhabitants: 21_036 },
  { code: '706', name: 'Syddjurs', region: '1082', inhabitants: 42_962 },
  { code: '707', name: 'Norddjurs', region: '1082', inhabitants: 37_089 },
  { code: '710', name: 'Favrskov', region: '1082', inhabitants: 48_397 },
  { code: '727', name: 'Odder', region: '1082', inhabitants: 22_844 },
  { code: '730', name: 'Randers', region: '1082', inhabitants: 97_805 },
  { code: '740', name: 'Silkeborg', region: '1082', inhabitants: 94_026 },
  { code: '741', name: 'Samsø', region: '1082', inhabitants: 3657 },
  { code: '746', name: 'Skanderborg', region: '1082', inhabitants: 62_678 },
  { code: '751', name: 'Aarhus', region: '1082', inhabitants: 349_983 },
  { code: '756', name: 'Ikast-Brande', region: '1082', inhabitants: 41_369 },
  { code: '760', name: 'Ringkøbing-Skjern', region: '1082', inhabitants: 56_594 },
  { code: '766', name: 'Hedensted', region: '1082', inhabitants: 46_722 },
  { code: '773', name: 'Morsø', region: '1081', inhabitants: 20_247 },
  { code: '779', name: 'Skive', region: '1082', inhabitants: 45_851 },
  { code: '787', name: 'Thisted', region: '1081', inhabitants: 43_423 },
  { code: '791', name: 'Viborg', region: '1082', inhabitants: 96_921 },
  { code: '810', name: 'Brønderslev', region: '1081', inhabitants: 36_304 },
  { code: '813', name: 'Frederikshavn', region: '1081', inhabitants: 59_654 },
  { code: '820', name: 'Vesthimmerlands', region: '1081', inhabitants: 36_727 },
  { code: '825', name: 'Læsø', region: '1081', inhabitants: 1786 },
  { code: '840', name: 'Rebild', region: '1081', inhabitants: 30_113 },
  { code: '846', name: 'Mariagerfjord', region: '1081', inhabitants: 41_800 },
  { code: '849', name: 'Jammerbugt', region: '1081', inhabitants: 38_324 },
  { code: '851', name: 'Aalborg', region: '1081', inhabitants: 217_075 },
  { code: '860', name: 'Hjørring', region: '1081', inhabitants: 64_483 },
];
