package org.freedomcheckout.store;

import com.zaxxer.hikari.SQLExceptionOverride;
import java.sql.SQLException;
import java.util.Set;

/**
 * Tells the pool which of H2's errors a connection does not survive. It knows PostgreSQL's by itself; a connection that is
 * in constant use it would otherwise never look at again, and the server would not notice that the database is back.
 */
final class LostConnections implements SQLExceptionOverride {

    /** A database that is closed, or was closed by an error of its file. */
    private static final Set<String> STATES = Set.of("90028", "90031", "90098", "90121");

    @java.lang.Override
    public Override adjudicate(SQLException e) {
        return STATES.contains(String.valueOf(e.getSQLState())) ? Override.MUST_EVICT : Override.CONTINUE_EVICT;
    }
}
