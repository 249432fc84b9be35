#!/bin/sh
# Runs once, when the database is made: an owner that migrates, and an application role that owns nothing.
set -eu
psql --username postgres --set ON_ERROR_STOP=1 --set owner_password="$OWNER_PASSWORD" --set app_password="$APP_PASSWORD" <<'SQL'
CREATE ROLE onething_owner LOGIN PASSWORD :'owner_password';
CREATE ROLE onething_app LOGIN PASSWORD :'app_password';
CREATE DATABASE onething OWNER onething_owner;
REVOKE ALL ON DATABASE onething FROM PUBLIC;
GRANT CONNECT ON DATABASE onething TO onething_app;
SQL
