-- Whose button it was that was pressed in Slack.
create index planning_member_slack on planning_member (workspace_id, slack_user_id)
 where slack_user_id is not null and removed_at is null;
