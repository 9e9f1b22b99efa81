package org.freedomcheckout.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import jakarta.xml.bind.JAXBContext;

/** Documents that a fuzzer thinks up. */
class XmlFuzzTest {

    private static final JAXBContext STATUS = XmlMessage.context(StatusResponse.class);

    @FuzzTest(maxDuration = "10m")
    void whatJaxbReadsIsWhatTheSignatureSees(byte[] document) {
        try {
            var message = XmlMessage.read(document, STATUS, StatusResponse.class);
            assertThat(XmlMessage.leaves(document)).isEqualTo(message.leaves());
        } catch (MalformedXmlException refused) {
            assertThat(refused).hasCauseInstanceOf(Exception.class);
        }
    }
}
