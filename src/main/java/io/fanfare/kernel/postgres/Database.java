package io.fanfare.kernel.postgres;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import io.fanfare.kernel.CannotStart;
import io.fanfare.kernel.DataFolder;
import io.fanfare.kernel.DatabaseAccess;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import javax.sql.DataSource;
import org.postgresql.ds.PGSimpleDataSource;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.flyway.autoconfigure.FlywayDataSource;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Primary;

/** Two roles for one database: the owner migrates it at the start, the run-time role does everything else. */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(DatabaseSettings.class)
class Database {
    @Bean
    DataFolder dataFolder(@Value("${fanfare.data:data}") Path path) {
        if (Files.exists(path.resolve("restore-unfinished"))) {
            throw new CannotStart("The restore into " + path
                    + " did not finish: run ./fanfare restore again, with FANFARE_DATA" + " set to this folder.");
        }
        return DataFolder.at(path);
    }

    @Bean
    DatabaseAccess databaseAccess(DatabaseSettings settings, DataFolder folder) {
        return settings.external() ? ExternalPostgres.connect(settings) : EmbeddedPostgres.connect(folder);
    }

    @Bean
    @FlywayDataSource
    DataSource ownerDataSource(DatabaseAccess access) {
        var owner = new PGSimpleDataSource();
        owner.setUrl(access.url());
        owner.setUser(access.owner().user());
        owner.setPassword(access.owner().password());
        owner.setApplicationName("fanfare-migration");
        owner.setTcpKeepAlive(true);
        return owner;
    }

    /** Ten seconds outlast a restart of the database and are short enough for a person who waits. */
    @Bean
    @Primary
    HikariDataSource dataSource(DatabaseAccess access, DatabaseSettings settings) {
        var pool = pool("fanfare", access.url(), access, settings);
        return settings.replicaUrl().isBlank()
                ? new HikariDataSource(pool)
                : new RoutedDataSource(pool, pool("fanfare-replica", settings.replicaUrl(), access, settings));
    }

    private static HikariConfig pool(String name, String url, DatabaseAccess access, DatabaseSettings settings) {
        var pool = new HikariConfig();
        pool.setPoolName(name);
        pool.setJdbcUrl(url);
        pool.setUsername(access.app().user());
        pool.setPassword(access.app().password());
        pool.setMaximumPoolSize(settings.connections());
        pool.setMinimumIdle(Math.min(4, settings.connections()));
        pool.setConnectionTimeout(Duration.ofSeconds(10).toMillis());
        pool.setValidationTimeout(Duration.ofSeconds(3).toMillis());
        pool.setKeepaliveTime(Duration.ofMinutes(2).toMillis());
        pool.setConnectionInitSql("set time zone 'UTC'");
        pool.addDataSourceProperty("ApplicationName", "fanfare");
        pool.addDataSourceProperty("tcpKeepAlive", true);
        pool.addDataSourceProperty("connectTimeout", 5);
        pool.addDataSourceProperty("socketTimeout", 120);
        return pool;
    }
}
