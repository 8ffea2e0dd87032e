-- A mailing may be a page of HTML, such as a newsletter exported from another product.
alter table email_mailing add column html text;
