-- Roles and database of one site's store, made once by the administrator of the server:
--
--   psql -X -v ON_ERROR_STOP=1 -v database=exam -v owner=exam_owner -v desks=exam_desks -d postgres -f set-up.sql
--   psql -d postgres -c '\password exam_owner' -c '\password exam_desks'
--
-- then, on any machine, as the owner (its password by PGPASSWORD or a passfile):
--
--   countersign-cli database prepare --database 'postgresql://exam_owner@HOST/exam?sslmode=verify-full' --role exam_desks
--
-- The owner's role makes tables and rules and is used for nothing else. The desks' role owns nothing and only reads and
-- writes rows: a desk refuses to work with a role that could change the rules.

create role :"owner" login;
create role :"desks" login;

create database :"database" owner :"owner" encoding 'UTF8' locale 'C' template template0;

-- Nobody but the two comes in, and nobody puts tables of his own in the way.
revoke all on database :"database" from public;
grant connect on database :"database" to :"owner", :"desks";

\connect :"database"
revoke create on schema public from public;
