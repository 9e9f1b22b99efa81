package org.freedomcheckout.store;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Pattern;
import org.jdbi.v3.core.statement.ParsedSql;
import org.jdbi.v3.core.statement.SqlParser;
import org.jdbi.v3.core.statement.StatementContext;

/**
 * Finds {@code :name} and {@code ?} in our statements. Jdbi's own parser is a grammar that Java compiles for a quarter of a
 * second before the first page is shown, and that knows much of SQL that we do not use: a name within a comment, a name in
 * double quotes, a colon that stands for itself.
 */
final class NamedParameters implements SqlParser {

    /** What is in quotes is a part of the statement, whatever it holds, and so is a cast of PostgreSQL. */
    private static final Pattern PARAMETER = Pattern.compile("'[^']*'|::|:(?<name>[a-zA-Z]\\w*)|(?<position>\\?)");

    /** No value is a part of a statement's text, so there are a few dozen. */
    private final Map<String, ParsedSql> parsed = new ConcurrentHashMap<>();

    @Override
    public ParsedSql parse(String sql, StatementContext context) {
        return parsed.computeIfAbsent(sql, NamedParameters::parse);
    }

    static ParsedSql parse(String sql) {
        var builder = ParsedSql.builder();
        var matcher = PARAMETER.matcher(sql);
        var from = 0;
        while (matcher.find()) {
            builder.append(sql.substring(from, matcher.start()));
            from = matcher.end();
            var name = matcher.group("name");
            if (name != null) {
                builder.appendNamedParameter(name);
            } else if (matcher.group("position") != null) {
                builder.appendPositionalParameter();
            } else {
                builder.append(matcher.group());
            }
        }
        return builder.append(sql.substring(from)).build();
    }

    @Override
    public String nameParameter(String name, StatementContext context) {
        return ":" + name;
    }
}
