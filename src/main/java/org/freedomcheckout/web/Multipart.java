package org.freedomcheckout.web;

import jakarta.servlet.http.HttpServletRequest;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Map.Entry;
import org.apache.tomcat.util.http.fileupload.FileUpload;
import org.apache.tomcat.util.http.fileupload.UploadContext;

/** Reads {@code multipart/form-data} with the container's parser, from a body that was read within our own limits. */
final class Multipart {

    static final String TYPE = "multipart/form-data";

    private Multipart() {}

    /**
     * The fields, in order.
     *
     * @throws Refusal 400 if the body is malformed, holds a file or too many fields, or has a value that is not UTF-8
     */
    static List<Entry<String, String>> fields(HttpServletRequest request, byte[] body, int maxFields) {
        var upload = new FileUpload();
        try {
            var fields = new ArrayList<Entry<String, String>>();
            var parts = upload.getItemIterator(new Content(request.getContentType(), body));
            while (parts.hasNext()) {
                var part = parts.next();
                if (fields.size() == maxFields || !part.isFormField() || part.getFieldName() == null) {
                    throw Refusal.badRequest();
                }
                try (var value = part.openStream()) {
                    fields.add(Map.entry(part.getFieldName(), utf8(value.readAllBytes())));
                }
            }
            return fields;
        } catch (IOException e) {
            throw Refusal.badRequest();
        }
    }

    private static String utf8(byte[] bytes) throws IOException {
        return StandardCharsets.UTF_8
                .newDecoder()
                .decode(ByteBuffer.wrap(bytes))
                .toString();
    }

    /** A body as the parser wants it. */
    private static final class Content implements UploadContext {

        private final String contentType;
        private final byte[] body;

        Content(String contentType, byte[] body) {
            this.contentType = contentType;
            this.body = body;
        }

        @Override
        public String getCharacterEncoding() {
            return "UTF-8";
        }

        @Override
        public String getContentType() {
            return contentType;
        }

        @Override
        public long contentLength() {
            return body.length;
        }

        @Override
        public InputStream getInputStream() {
            return new ByteArrayInputStream(body);
        }
    }
}
