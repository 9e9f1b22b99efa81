package org.freedomcheckout.web;

import jakarta.servlet.ServletException;
import java.io.IOException;
import java.util.Comparator;
import java.util.stream.IntStream;
import org.apache.catalina.connector.Request;
import org.apache.catalina.connector.Response;
import org.apache.catalina.valves.ValveBase;
import org.apache.tomcat.util.buf.ByteChunk;
import org.apache.tomcat.util.http.MimeHeaders;

/**
 * Refuses a head in which a line ends with a line feed alone. To Tomcat that is the end of a line, as HTTP allows; a proxy to
 * which it is a character would see one request where we see two. A field that goes on in the next line is refused with it:
 * Tomcat has moved its bytes over the line's end.
 */
final class BareLineFeeds extends ValveBase {

    BareLineFeeds() {
        super(true);
    }

    @Override
    public void invoke(Request request, Response response) throws IOException, ServletException {
        if (isIn(request.getCoyoteRequest().getMimeHeaders())) {
            response.sendError(Response.SC_BAD_REQUEST);
        } else {
            getNext().invoke(request, response);
        }
    }

    /** Names of fields are still where they were received. */
    private static boolean isIn(MimeHeaders fields) {
        return IntStream.range(0, fields.size())
                .mapToObj(i -> fields.getName(i).getByteChunk())
                .filter(name -> !name.isNull())
                .min(Comparator.comparingInt(ByteChunk::getStart))
                .filter(name -> isIn(name.getBuffer(), name.getStart()))
                .isPresent();
    }

    /**
     * Whether a line feed stands alone between the end of the request line and the empty line.
     *
     * @param begin where the first field begins
     */
    private static boolean isIn(byte[] received, int begin) {
        for (int i = Math.max(1, begin - 1); i < received.length; i++) {
            if (received[i] == '\n') {
                if (received[i - 1] != '\r') {
                    return true;
                }
                if (i > begin && received[i - 2] == '\n') {
                    return false;
                }
            }
        }
        return false;
    }
}
