-- Who withdrew a review, and when its reviewers were last reminded of it.
alter table approval_review add column closed_by text;
alter table approval_review add column reminded_at timestamptz;
