package org.freedomcheckout.store;

import java.sql.SQLException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.StringJoiner;
import org.jdbi.v3.core.statement.SqlLogger;
import org.jdbi.v3.core.statement.SqlStatements;
import org.jdbi.v3.core.statement.StatementContext;

/** Asks the database for the plan of each statement that is about to run, with the values it runs with. */
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

    // Jdbi has no other way to the values of a statement.
    @SuppressWarnings("removal")
    @Override
    public void logBeforeExecution(StatementContext context) {
        var sql = context.getParsedSql().getSql();
        if (sql.stripLeading().startsWith("INSERT") || (!sql.contains("WHERE") && !sql.contains("ORDER BY"))) {
            return;
        }
        try (var explain = context.getConnection().prepareStatement("EXPLAIN " + sql)) {
            var parameters = context.getParsedSql().getParameters();
            for (int i = 0; i < parameters.getParameterCount(); i++) {
                var argument = parameters.isPositional()
                        ? context.getBinding().findForPosition(i)
                        : context.getBinding()
                                .findForName(parameters.getParameterNames().get(i), context);
                if (argument.isEmpty()) {
                    // A batch has its values elsewhere; the statement it repeats goes by the primary key.
                    return;
                }
                argument.get().apply(i + 1, explain, context);
            }
            var plan = new StringJoiner("\n");
            try (var lines = explain.executeQuery()) {
                while (lines.next()) {
                    plan.add(lines.getString(1));
                }
            }
            plans.put(sql.strip().replaceAll("\\s+", " "), plan.toString());
        } catch (SQLException e) {
            throw new IllegalStateException(sql, e);
        }
    }
}
