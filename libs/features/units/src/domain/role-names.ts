import type { Bilingual, Role } from '#kernel';

/** The field's own words for the roles. */
export const ROLE_NAMES: Readonly<Record<Role, Bilingual>> = {
  'grid-worker': { en: 'grid worker', zh: '网格员' },
  'branch-secretary': { en: 'branch secretary', zh: '支部书记' },
  'committee-officer': { en: 'duty officer', zh: '值班干部' },
  'external-liaison': { en: 'external liaison', zh: '外部单位联络员' },
  verifier: { en: 'verifier', zh: '核查员' },
  'call-back-officer': { en: 'call-back officer', zh: '回访员' },
  supervisor: { en: 'supervisor', zh: '督查员' },
  'data-officer': { en: 'data officer', zh: '数据管理员' },
  administrator: { en: 'administrator', zh: '系统管理员' },
};
