-- A brand becomes a brand kit: up to three colors (primary, accent, background) and two fonts (heading, body) by position.
alter table identity_brand
    add column is_default boolean not null default false,
    add column sender jsonb,
    add column postal_address text;

update identity_brand set colors = colors[1:3] where cardinality(colors) > 3;
update identity_brand
   set fonts = (select coalesce(array_agg(font order by place), '{}')
                  from unnest(fonts) with ordinality as named (font, place)
                 where font in ('Inter', 'Fraunces', 'Arial', 'Helvetica', 'Verdana', 'Tahoma', 'Trebuchet MS',
                                'Georgia', 'Times New Roman', 'Garamond', 'Courier New') and place <= 2)
 where cardinality(fonts) > 0;

-- Every workspace has one default brand, made of what the workspace said about its look.
insert into identity_brand (workspace_id, id, name, key, colors, fonts, logo_asset_id, voice, banned_words,
                            required_words, is_default, postal_address)
select w.workspace_id, gen_random_uuid(), w.name,
       case when exists (select 1 from identity_brand b where b.workspace_id = w.workspace_id and b.key = w.slug)
            then w.slug || '-' || left(w.workspace_id::text, 8) else w.slug end,
       array(select color from jsonb_array_elements_text(coalesce(w.brand -> 'colors', '[]')) with ordinality as named (color, place)
              order by place limit 3),
       case when w.brand ->> 'font' in ('Inter', 'Fraunces', 'Arial', 'Helvetica', 'Verdana', 'Tahoma', 'Trebuchet MS',
                                        'Georgia', 'Times New Roman', 'Garamond', 'Courier New')
            then array[w.brand ->> 'font', w.brand ->> 'font'] else '{}' end,
       (w.brand ->> 'logoAssetId')::uuid, null, '{}', '{}', true, w.postal_address
  from identity_workspace w;

create unique index identity_brand_default on identity_brand (workspace_id) where is_default;
