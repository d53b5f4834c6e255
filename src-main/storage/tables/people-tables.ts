/** Accounts and settings of a store. Text ids, ISO times, 0/1 flags, JSON as text: the same in both engines. */
export interface StoreSettingTable {
  key: string;
  value: string;
}

export interface StaffTable {
  id: string;
  name: string;
  /** argon2id, PHC string. */
  pin_hash: string;
  /** JSON array of roles. */
  roles: string;
  active: number;
  created_at: string;
}

export interface PolicyTable {
  digest: string;
  /** Canonical JSON. */
  content: string;
  adopted_at: string;
  adopted_by: string | null;
}
