package org.freedomcheckout.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;

/** Documents that a fuzzer thinks up. */
class XmlFuzzTest {

    @FuzzTest(maxDuration = "10m")
    void whatJaxbReadsIsWhatTheSignatureSees(byte[] document) {
        try {
            var message = XmlMessage.read(document, StatusResponse.class);
            assertThat(XmlMessage.leaves(document)).isEqualTo(message.leaves());
        } catch (MalformedXmlException refused) {
            assertThat(refused).hasCauseInstanceOf(Exception.class);
        }
    }
}
