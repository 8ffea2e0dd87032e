-- Notifications are also sent by Slack: a notice and a letter belong to one channel.
alter table activity_notice add column channel text not null default 'email';
alter table activity_letter add column channel text not null default 'email';
