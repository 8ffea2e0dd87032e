package io.fanfare.identity;

import io.fanfare.kernel.Page;
import io.fanfare.kernel.Sql;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Brands of the workspace. */
@Component
class BrandStore {
    private final Sql sql;

    BrandStore(Sql sql) {
        this.sql = sql;
    }

    List<Brand> list(Page.Range range) {
        return sql.of("""
                select id, name, key, is_default, colors, fonts, logo_asset_id, voice, banned_words, required_words, sender, postal_address
                  from identity_brand where workspace_id = :workspace
                 order by is_default desc, lower(name), id
                 limit :limit offset :offset""")
                .bind("limit", range.limit())
                .bind("offset", range.offset())
                .list(Brand.class);
    }

    long count() {
        return sql.of("select count(*) from identity_brand where workspace_id = :workspace")
                .one(Long.class);
    }

    /** The brands that have one of these files as their logo. */
    List<Brand> withLogo(Collection<UUID> assets) {
        return sql.of("""
                select id, name, key, is_default, colors, fonts, logo_asset_id, voice, banned_words, required_words, sender, postal_address
                  from identity_brand where workspace_id = :workspace and logo_asset_id = any(:assets)""").array("assets", "uuid", assets).list(Brand.class);
    }

    /** Held until the transaction ends, so that two changes at once don't undo each other. */
    Optional<Brand> lock(UUID id) {
        return sql.of("""
                select id, name, key, is_default, colors, fonts, logo_asset_id, voice, banned_words, required_words, sender, postal_address
                  from identity_brand where workspace_id = :workspace and id = :id for update""").bind("id", id).find(Brand.class);
    }

    Optional<Brand> byKey(String keyOrId) {
        return sql.of("""
                select id, name, key, is_default, colors, fonts, logo_asset_id, voice, banned_words, required_words, sender, postal_address
                  from identity_brand where workspace_id = :workspace and (key = :key or cast(id as text) = :key)
                 order by key = :key desc limit 1""").bind("key", keyOrId).find(Brand.class);
    }

    /** The brand with this key or id, otherwise the default one. */
    Optional<Brand> byKeyOrDefault(@Nullable String keyOrId) {
        return sql.of("""
                select id, name, key, is_default, colors, fonts, logo_asset_id, voice, banned_words, required_words, sender, postal_address
                  from identity_brand where workspace_id = :workspace
                   and (is_default or key = cast(:key as text) or cast(id as text) = cast(:key as text))
                 order by case when key = cast(:key as text) then 0 when cast(id as text) = cast(:key as text) then 1 else 2 end
                 limit 1""").bind("key", keyOrId).find(Brand.class);
    }

    /** As {@link #lock}, the default one. */
    Optional<Brand> lockDefault() {
        return sql.of("""
                select id, name, key, is_default, colors, fonts, logo_asset_id, voice, banned_words, required_words, sender, postal_address
                  from identity_brand where workspace_id = :workspace and is_default for update""").find(Brand.class);
    }

    /** Makes room for another default brand. */
    void unsetDefault() {
        sql.of("update identity_brand set is_default = false where workspace_id = :workspace and is_default")
                .run();
    }

    /** Whether a brand has this key. */
    boolean hasKey(String key) {
        return sql.of("select 1 from identity_brand where workspace_id = :workspace and key = :key")
                .bind("key", key)
                .exists();
    }

    void insert(Brand brand) {
        sql.of("""
                insert into identity_brand
                       (id, name, key, is_default, colors, fonts, logo_asset_id, voice, banned_words, required_words,
                        sender, postal_address)
                values (:id, :name, :key, :isDefault, :colors, :fonts, :logoAssetId, :voice, :bannedWords, :requiredWords,
                        :sender, :postalAddress)""").bind(brand).run();
    }

    void update(Brand brand) {
        sql.of("""
                update identity_brand
                   set name = :name, key = :key, is_default = :isDefault, colors = :colors, fonts = :fonts, logo_asset_id = :logoAssetId,
                       voice = :voice, banned_words = :bannedWords, required_words = :requiredWords,
                       sender = :sender, postal_address = :postalAddress, updated_at = fanfare_now()
                 where workspace_id = :workspace and id = :id""").bind(brand).run();
    }
}
