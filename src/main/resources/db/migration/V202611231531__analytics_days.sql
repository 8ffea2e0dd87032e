-- The figures of all campaigns in a period.
create index analytics_daily_day on analytics_daily (workspace_id, day);
