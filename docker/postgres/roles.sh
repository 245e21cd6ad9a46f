#!/bin/sh
# Runs once, when the database is made: one role owns and migrates, the other serves pages and owns nothing.
set -eu
psql --set ON_ERROR_STOP=1 --username "$POSTGRES_USER" --dbname postgres \
  --set owner_password="$TRAFFORD_OWNER_PASSWORD" --set app_password="$TRAFFORD_APP_PASSWORD" <<'SQL'
CREATE ROLE trafford_owner LOGIN NOSUPERUSER NOCREATEROLE NOCREATEDB PASSWORD :'owner_password';
CREATE ROLE trafford_app LOGIN NOSUPERUSER NOCREATEROLE NOCREATEDB PASSWORD :'app_password';
GRANT trafford_app TO trafford_owner;
CREATE DATABASE trafford OWNER trafford_owner;
SQL
