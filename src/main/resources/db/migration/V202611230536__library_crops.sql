-- Cropped pictures are files of their own; this says which part of which picture they show.
alter table library_asset add column crop jsonb;
create index library_asset_crop on library_asset (workspace_id, crop) where crop is not null;
