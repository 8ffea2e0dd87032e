alter table advisor_response drop constraint advisor_response_response;
alter table advisor_response add constraint advisor_response_response
    check (response in ('accepted', 'dismissed', 'snoozed', 'withdrawn'));
