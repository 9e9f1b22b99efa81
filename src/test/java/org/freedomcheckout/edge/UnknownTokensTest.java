package org.freedomcheckout.edge;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.freedomcheckout.testkit.BankAnswers;
import org.freedomcheckout.testkit.Http;
import org.freedomcheckout.testkit.Http.Answer;
import org.freedomcheckout.testkit.MerchantApi;
import org.freedomcheckout.testkit.RunningCheckout;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Whoever tries tokens learns nothing from an answer: neither from what it says, nor from what it cost. */
class UnknownTokensTest {

    @RegisterExtension
    static final RunningCheckout running = new RunningCheckout();

    private static final List<String> ADDRESSES = List.of(
            "GET /pay/%s",
            "POST /pay/%s",
            "GET /pay/%s/cvc",
            "GET /pay/%s/challenge",
            "GET /pay/%s/status",
            "GET /pay/%s/events",
            "GET /acs/%s",
            "POST /acs/%s",
            "GET /return/%s/success",
            "POST /return/%s/success",
            "GET /return/%s/failure");

    private static String payToken;
    private static String returnToken;

    @BeforeAll
    static void open() {
        var merchant = running.merchant();
        var checkout = merchant.open(merchant.threeDs(MerchantApi.newOrder()));
        payToken = last(checkout.url());
        returnToken = last(BankAnswers.confirmed(checkout).termUrl());
        assertThat(payToken).hasSize(43).isNotEqualTo(returnToken);
        assertThat(send("GET /pay/%s", payToken).statusCode()).isEqualTo(200);
        assertThat(send("GET /acs/%s", returnToken).statusCode()).isEqualTo(303);
    }

    private static String last(String address) {
        return address.substring(address.lastIndexOf('/') + 1);
    }

    private static Answer send(String address, String token) {
        var parts = address.formatted(token).split(" ", 2);
        return Http.to(running.url() + parts[1])
                .header("Content-Type", "application/x-www-form-urlencoded")
                .header("Origin", running.url().toString())
                .send(parts[0], parts[0].equals("POST") ? "PaRes=x" : "");
    }

    /** One that is well-formed and leads nowhere, whatever address it is tried at. */
    private static String neverGiven(int number) {
        return "%043d".formatted(number);
    }

    private static String otherKind(String address) {
        return address.contains("/pay/") ? returnToken : payToken;
    }

    private static String almost(String address) {
        var token = address.contains("/pay/") ? payToken : returnToken;
        return token.substring(0, 42) + (token.endsWith("A") ? "E" : "A");
    }

    /** The whole answer without what differs each time, and the page's own address in the links to its translations. */
    private static String told(Answer answer) {
        var headers = new TreeMap<>(answer.headers());
        // Said once in a hundred requests, by the container.
        headers.remove("connection");
        headers.remove("date");
        return (answer.statusCode() + "\n" + headers + "\n" + answer.body())
                .replaceAll("nonce-[A-Za-z0-9_-]{22}", "nonce")
                .replaceAll("nonce=\"[^\"]*\"", "nonce")
                .replaceAll("href=\"[^\"]*\\?lang=", "href=\"?lang=");
    }

    @Test
    void neverGivenOfAnotherKindAlmostRightOrNoTokenAtAllIsToldTheSame() {
        var answers = new LinkedHashMap<String, List<String>>();
        for (var address : ADDRESSES) {
            for (var token : List.of(
                    neverGiven(1),
                    otherKind(address),
                    almost(address),
                    "x",
                    "",
                    "%41",
                    "A".repeat(44),
                    "A".repeat(4_000),
                    "%3Cb%3E")) {
                answers.computeIfAbsent(told(send(address, token)), _ -> new ArrayList<>())
                        .add(address + " " + token);
            }
        }
        assertThat(answers.keySet()).as(() -> answers.values().toString()).hasSize(1);
        assertThat(answers.keySet().iterator().next()).startsWith("404\n").contains("</html>");
    }

    /** What the database was asked, by statement, and how often. */
    private static Map<String, Long> asked(Connection database) throws SQLException {
        var all = new TreeMap<String, Long>();
        try (var statement = database.createStatement();
                var rows = statement.executeQuery(
                        "SELECT sql_statement, execution_count"
                                + " FROM information_schema.query_statistics WHERE sql_statement LIKE '%token_hash = ANY(?%'")) {
            while (rows.next()) {
                all.put(rows.getString(1), rows.getLong(2));
            }
        }
        return all;
    }

    @Test
    void eachCostsTheDatabaseTheSameOneLook() throws SQLException {
        var url = running.databaseUrl();
        assumeTrue(url.startsWith("jdbc:h2:"), "H2 counts statements");
        try (var database = DriverManager.getConnection(url);
                var statement = database.createStatement()) {
            for (var address : ADDRESSES) {
                var costs = new ArrayList<Map<String, Long>>();
                for (var token : List.of(neverGiven(2), otherKind(address), almost(address))) {
                    statement.execute("SET QUERY_STATISTICS FALSE");
                    statement.execute("SET QUERY_STATISTICS TRUE");
                    send(address, token);
                    costs.add(asked(database));
                }
                assertThat(costs.stream().distinct()).as(address).hasSize(1);
                assertThat(costs.getFirst().values()).as(address).containsExactly(1L);
            }
        }
    }
}
