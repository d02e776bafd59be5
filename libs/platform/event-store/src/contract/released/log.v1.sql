-- A log as version 1 of the format has left it. Never edit: files in the field look like this.
PRAGMA journal_mode = WAL;
CREATE TABLE streams (
    id INTEGER PRIMARY KEY,
    name TEXT NOT NULL UNIQUE,
    revision INTEGER NOT NULL, -- of its last event, with position and hash: what is cut off at the end is missed
    position INTEGER NOT NULL,
    hash BLOB NOT NULL
  ) STRICT;
CREATE TABLE events (
    position INTEGER PRIMARY KEY AUTOINCREMENT,
    stream INTEGER NOT NULL REFERENCES streams (id),
    revision INTEGER NOT NULL,
    id BLOB NOT NULL,
    type TEXT NOT NULL,
    schema_version INTEGER NOT NULL,
    occurred_at TEXT NOT NULL,
    recorded_at TEXT NOT NULL,
    meta TEXT NOT NULL,
    data TEXT NOT NULL,
    prev_hash BLOB NOT NULL,
    hash BLOB NOT NULL,
    link BLOB NOT NULL, -- SHA-256 over the link before and this hash: ties the whole log together in its order
    UNIQUE (stream, revision),
    UNIQUE (stream, id)
  ) STRICT;
CREATE TRIGGER events_stay_as_they_are BEFORE UPDATE ON events BEGIN SELECT RAISE (ABORT, 'the log is append-only'); END;
CREATE TRIGGER events_stay BEFORE DELETE ON events BEGIN SELECT RAISE (ABORT, 'the log is append-only'); END;
INSERT INTO streams VALUES (1, 'case-0d252f2e-cf68-5f0c-9138-824c59ebeb13', 3, 5, X'6d8baa08bc566197edfeab18a3984d1f0870843622704451e6e4de893103d7cc');
INSERT INTO streams VALUES (2, 'unit-county', 0, 3, X'f4a58f15e0cf22ade5863a30258d3e8ed1bb2f1a73b451cf006899cca4e9a454');
INSERT INTO events VALUES (1, 1, 0, X'995a7106f3fb56bfbb8aaa3c813827f0', 'NoteAdded', 1, '2026-01-05T08:00:00.000+08:00', '2026-01-05T00:00:00.000Z', '{"actor":{"id":"person-1","role":"grid-worker","unit":"group-1"},"commandId":"a9182e68-5016-52da-9c32-9014bc28b7be","fingerprint":"print"}', '{"note":"网格 1.0"}', X'0000000000000000000000000000000000000000000000000000000000000000', X'10d0b4ef7804e5ac6a9de28e8fb21ff47fe884ded9ed3bb942ad592f5f9e1a08', X'9882405c622087e60a7ee052038157e8c497a2fec01b19a2a9d3f254c5304bdf');
INSERT INTO events VALUES (2, 1, 1, X'0e563be2f0db54039fc30ababa25ac04', 'NoteAdded', 1, '2026-01-05T08:00:00.000+08:00', '2026-01-05T00:00:00.000Z', '{"actor":{"id":"person-1","role":"grid-worker","unit":"group-1"},"commandId":"a9182e68-5016-52da-9c32-9014bc28b7be","fingerprint":"print"}', '{"note":"网格 1.1"}', X'10d0b4ef7804e5ac6a9de28e8fb21ff47fe884ded9ed3bb942ad592f5f9e1a08', X'ed32196b55f3aed10b7287a9d5c000fb7837828af929d36b03d30ae9eec35581', X'9904ee7f6000053abb9261df42bf51967c5411cc06b77fcc1d29e23ac6f7139e');
INSERT INTO events VALUES (3, 2, 0, X'82cfdf1157b45df8a83eb718e32428f3', 'UnitOpened', 1, '2026-01-05T08:00:00.000+08:00', '2026-01-05T00:00:01.000Z', '{"actor":{"id":"process","role":"process"},"calendarVersion":"calendar-2026","causationId":"3e9bbd26-6f4c-5a34-9e86-0d7d5b6f6a01","commandId":"5f662623-1c9e-5ed8-9fd2-d1ff90f6943c","correlationId":"3e9bbd26-6f4c-5a34-9e86-0d7d5b6f6a01","fingerprint":"print","policyVersion":"policy-1"}', '{"note":"网格 2.0"}', X'0000000000000000000000000000000000000000000000000000000000000000', X'f4a58f15e0cf22ade5863a30258d3e8ed1bb2f1a73b451cf006899cca4e9a454', X'd3ece280ca95bd348e44facbf3ad698d30f170694605d2e983f0c161c98c449e');
INSERT INTO events VALUES (4, 1, 2, X'cec7f7e1123d5b34aceb3a5fb547d4d3', 'NoteAdded', 1, '2026-01-05T08:00:00.000+08:00', '2026-01-05T00:00:02.000Z', '{"actor":{"id":"person-2","onBehalfOf":"person-3","role":"branch-secretary","unit":"branch-7"},"commandId":"cf9cdfa6-2245-5caf-a197-a9dc9c44563b","fingerprint":"print"}', '{}', X'ed32196b55f3aed10b7287a9d5c000fb7837828af929d36b03d30ae9eec35581', X'65e358a4c6986a477e23ad8d797bf6e749dd8bd9c1379a98bc828fd05bbcfedc', X'856318955488078a566e5c971b31b1cc17c81ef4648c4f623c4171729641793e');
INSERT INTO events VALUES (5, 1, 3, X'2c2ad9b05a9a512187a4c17d72e33c0a', 'NoteAdded', 1, '2026-01-05T08:00:00.000+08:00', '2026-01-05T00:00:02.000Z', '{"actor":{"id":"person-2","onBehalfOf":"person-3","role":"branch-secretary","unit":"branch-7"},"commandId":"cf9cdfa6-2245-5caf-a197-a9dc9c44563b","fingerprint":"print"}', '{}', X'65e358a4c6986a477e23ad8d797bf6e749dd8bd9c1379a98bc828fd05bbcfedc', X'6d8baa08bc566197edfeab18a3984d1f0870843622704451e6e4de893103d7cc', X'9c88dadbe28addc2f7219e45d4a1174b96f05897384d8541eae303b08a1a2a95');
PRAGMA application_id = 1195592775;
PRAGMA user_version = 1;
