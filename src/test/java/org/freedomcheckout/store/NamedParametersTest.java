package org.freedomcheckout.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.jdbi.v3.core.statement.ParsedParameters;
import org.jdbi.v3.core.statement.ParsedSql;
import org.jdbi.v3.core.statement.UnableToExecuteStatementException;
import org.junit.jupiter.api.Test;

/** What is a parameter of a statement, and what is its text. */
class NamedParametersTest {

    @Test
    void namesBecomeQuestionMarksInTheirOrder() {
        assertThat(NamedParameters.parse("UPDATE t SET a = :a, b=:b2 WHERE a < :a AND (c = ANY(:the_ids))"))
                .isEqualTo(ParsedSql.of(
                        "UPDATE t SET a = ?, b=? WHERE a < ? AND (c = ANY(?))",
                        ParsedParameters.named(List.of("a", "b2", "a", "the_ids"))));
    }

    @Test
    void positionsAreCounted() {
        assertThat(NamedParameters.parse("SELECT a FROM t WHERE b = ? AND c IN (?,?)"))
                .isEqualTo(ParsedSql.of("SELECT a FROM t WHERE b = ? AND c IN (?,?)", ParsedParameters.positional(3)));
    }

    @Test
    void whatIsInQuotesIsNoParameter() {
        var sql = "SELECT 'at 10:30?', 'it''s :a', a::text, '::' FROM t WHERE b = ";
        assertThat(NamedParameters.parse(sql + ":b"))
                .isEqualTo(ParsedSql.of(sql + "?", ParsedParameters.named(List.of("b"))));
    }

    @Test
    void aStatementWithoutParametersIsAsItWas() {
        assertThat(NamedParameters.parse("SELECT 1").getSql()).isEqualTo("SELECT 1");
        assertThat(NamedParameters.parse("SELECT 1").getParameters().getParameterCount())
                .isZero();
    }

    @Test
    void namesAndPositionsAreNotMixed() {
        assertThatThrownBy(() -> NamedParameters.parse("SELECT a FROM t WHERE b = ? AND c = :c"))
                .isInstanceOf(UnableToExecuteStatementException.class);
    }
}
