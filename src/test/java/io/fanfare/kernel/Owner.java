package io.fanfare.kernel;

import io.fanfare.Api;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;

/** The owner of the database, who sees all tables as they are. */
public final class Owner {
    private Owner() {}

    public static Connection connect() throws SQLException {
        var access = Api.bean(DatabaseAccess.class);
        return DriverManager.getConnection(
                access.url(), access.owner().user(), access.owner().password());
    }
}
