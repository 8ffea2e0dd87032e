-- Further sizes of a picture are files of their own, shown on the card of the first.
alter table library_asset add column variant_of uuid;
create index library_asset_variant on library_asset (workspace_id, variant_of) where variant_of is not null;
