package org.freedomcheckout.store;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.StringJoiner;
import org.jdbi.v3.core.statement.SqlLogger;
import org.jdbi.v3.core.statement.SqlStatements;
import org.jdbi.v3.core.statement.StatementContext;

/** Asks the database for the plan of each statement that is about to run. */
final class QueryPlans implements SqlLogger {

    private final Map<String, String> plans = new LinkedHashMap<>();

    /** Plans of what runs on this database from now on, by statement. */
    static QueryPlans of(Database database) {
        var plans = new QueryPlans();
        database.jdbi().getConfig(SqlStatements.class).setSqlLogger(plans);
        return plans;
    }

    /** Statement to plan, in the order of their first run. */
    Map<String, String> plans() {
        return plans;
    }

    @Override
    public void logBeforeExecution(StatementContext context) {
        var sql = context.getParsedSql().getSql();
        if (sql.stripLeading().startsWith("INSERT") || (!sql.contains("WHERE") && !sql.contains("ORDER BY"))) {
            return;
        }
        try {
            var plan = context.getConnection()
                            .getMetaData()
                            .getDatabaseProductName()
                            .equals("PostgreSQL")
                    ? forAnyValues(context.getConnection(), sql)
                    : forItsValues(context, sql);
            plan.ifPresent(text -> plans.put(sql.strip().replaceAll("\\s+", " "), text));
        } catch (SQLException e) {
            throw new IllegalStateException(sql, e);
        }
    }

    /** PostgreSQL tells only of prepared statements how it runs them with the {@code plan_cache_mode} of the session. */
    private static Optional<String> forAnyValues(Connection connection, String sql) throws SQLException {
        var numbered = new StringBuilder("PREPARE explained AS ");
        var parameters = new ArrayList<String>();
        for (var part : sql.split("\\?", -1)) {
            numbered.append(part).append('$').append(parameters.size() + 1);
            parameters.add("NULL");
        }
        parameters.removeLast();
        numbered.setLength(numbered.lastIndexOf("$"));
        try (var statement = connection.createStatement()) {
            statement.execute(numbered.toString());
            try (var lines = statement.executeQuery("EXPLAIN EXECUTE explained"
                    + (parameters.isEmpty() ? "" : "(" + String.join(", ", parameters) + ")"))) {
                return Optional.of(text(lines));
            } finally {
                statement.execute("DEALLOCATE explained");
            }
        }
    }

    // Jdbi has no other way to the values of a statement.
    @SuppressWarnings("removal")
    private static Optional<String> forItsValues(StatementContext context, String sql) throws SQLException {
        try (var explain = context.getConnection().prepareStatement("EXPLAIN " + sql)) {
            var parameters = context.getParsedSql().getParameters();
            for (int i = 0; i < parameters.getParameterCount(); i++) {
                var argument = parameters.isPositional()
                        ? context.getBinding().findForPosition(i)
                        : context.getBinding()
                                .findForName(parameters.getParameterNames().get(i), context);
                if (argument.isEmpty()) {
                    // A batch has its values elsewhere; the statement it repeats goes by the primary key.
                    return Optional.empty();
                }
                argument.get().apply(i + 1, explain, context);
            }
            try (var lines = explain.executeQuery()) {
                return Optional.of(text(lines));
            }
        }
    }

    private static String text(ResultSet lines) throws SQLException {
        var plan = new StringJoiner("\n");
        while (lines.next()) {
            plan.add(lines.getString(1));
        }
        return plan.toString();
    }
}
