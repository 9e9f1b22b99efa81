package org.freedomcheckout.gateway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.util.Map.Entry;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Which documents are answers, and under which names their values are signed. */
class XmlMessageTest {

    private static byte[] xml(String content) {
        return ("<?xml version=\"1.0\" encoding=\"utf-8\"?><response>" + content + "</response>")
                .getBytes(StandardCharsets.UTF_8);
    }

    private static byte[] nested(int levels) {
        return xml("<a>".repeat(levels) + "x" + "</a>".repeat(levels));
    }

    @Test
    void deepValuesGoByTheNamesAndPlacesOfAllAboveThem() throws Exception {
        var leaves = XmlMessage.leaves(
                xml("<a>1</a><list><card><id>2</id><name>3</name></card><card><id>4</id></card></list>"));
        assertThat(leaves.stream().map(leaf -> leaf.getKey() + "=" + leaf.getValue()))
                .containsExactly("a=1", "list002card001id001=2", "list002card001name002=3", "list002card002id001=4");
    }

    @Test
    void aPlaceHasThreeDigits() throws Exception {
        var leaves = XmlMessage.leaves(xml("<list>" + "<card>x</card>".repeat(100) + "</list>"));
        assertThat(leaves.stream().map(Entry::getKey))
                .startsWith("list001card001")
                .contains("list001card009", "list001card010", "list001card099")
                .endsWith("list001card100");
    }

    @Test
    void eightLevelsAreEnough() throws Exception {
        assertThat(XmlMessage.leaves(nested(7))).hasSize(1);
        assertThatThrownBy(() -> XmlMessage.leaves(nested(8))).isInstanceOf(MalformedXmlException.class);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "OK",
                "<response>",
                "<response><pg_status>ok</response>",
                "<answer><pg_status>ok</pg_status></answer>",
                "<response/><response/>",
                "<!DOCTYPE response><response/>",
                "<!DOCTYPE response [<!ENTITY a 'b'>]><response><pg_status>&a;</pg_status></response>",
                "<!DOCTYPE r SYSTEM 'file:///etc/passwd'><response/>",
                "<response><pg_status>error</pg_status><pg_status>ok</pg_status></response>",
                "<response><pg_status>ok</pg_status><a><b/><b/></a></response>",
                "<response><a><a><a><a><a><a><a><a><a/></a></a></a></a></a></a></a></a></response>"
            })
    void whatIsNoProperAnswerIsMalformed(String document) {
        assertThatThrownBy(() -> XmlMessage.read(document.getBytes(StandardCharsets.UTF_8), StatusResponse.class))
                .isInstanceOf(MalformedXmlException.class);
    }

    @Test
    void emptyElementsOfBothSpellingsAndUnknownOnesAreRead() throws Exception {
        var read = XmlMessage.read(xml("<pg_status>ok</pg_status><a/><b></b><c> x </c>"), StatusResponse.class);
        assertThat(read.leaves().stream().map(leaf -> leaf.getKey() + "=" + leaf.getValue()))
                .containsExactly("pg_status=ok", "a=", "b=", "c= x ");
    }

    @Test
    void refundsAndRevocationsMayRepeat() throws Exception {
        var read = XmlMessage.read(
                xml("<pg_refund_payments><pg_refund_payment><pg_amount>1</pg_amount></pg_refund_payment>"
                        + "<pg_refund_payment><pg_amount>2</pg_amount></pg_refund_payment></pg_refund_payments>"),
                StatusResponse.class);
        assertThat(read.leaves()).hasSize(2);
    }
}
