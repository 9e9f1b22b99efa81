package org.freedomcheckout.web.freedompay;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.freedomcheckout.sandbox.Field;
import org.freedomcheckout.sandbox.Signature;
import org.freedomcheckout.testkit.Http;
import org.freedomcheckout.testkit.Http.Answer;
import org.freedomcheckout.testkit.RunningCheckout;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Whatever comes to one of Freedom Pay's addresses, the answer is XML that is signed with its last part. */
class CallbackRoutesTest {

    private static final Pattern LEAF = Pattern.compile("<(pg_[a-z_]+)>([^<]*)</");

    @RegisterExtension
    static final RunningCheckout running = new RunningCheckout();

    private static String url(String script) {
        return running.url() + "/callbacks/freedompay/" + script;
    }

    private static void assertSigned(String script, Answer answer) {
        assertThat(answer.header("Content-Type")).hasValue("application/xml;charset=UTF-8");
        assertThat(answer.header("Content-Length")).hasValue(Integer.toString(answer.bytes().length));
        var fields = new ArrayList<Field>();
        LEAF.matcher(answer.body()).results().forEach(leaf -> fields.add(new Field(leaf.group(1), leaf.group(2))));
        assertThat(fields).contains(new Field("pg_status", "error"));
        assertThat(Signature.isRight(script, fields, running.secretKey())).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"result", "check", "card"})
    void whatDoesNotComeFromFreedomPayIsToldSo(String script) {
        for (var answer : List.of(
                Http.get(url(script) + "?pg_salt=abc&pg_sig=x"),
                Http.post(url(script), "pg_salt=abc&pg_sig=x"),
                Http.post(url(script) + "?pg_salt=abc", "pg_sig=x"))) {
            assertThat(answer.statusCode()).isEqualTo(200);
            assertThat(answer.body()).contains("<pg_salt>abc</pg_salt>");
            assertSigned(script, answer);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"result", "check", "card"})
    void whatCannotBeReadIsToldSo(String script) {
        var answer = Http.postJson(url(script), "{}");
        assertThat(answer.statusCode()).isEqualTo(415);
        assertSigned(script, answer);
    }
}
