export { SETTINGS, type Setting } from './settings.table.js';
export { SettingRefused } from './settings.errors.js';
export { settingsFrom, type Settings } from './settings.js';
