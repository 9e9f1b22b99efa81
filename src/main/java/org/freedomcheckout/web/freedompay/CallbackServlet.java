package org.freedomcheckout.web.freedompay;

import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.freedomcheckout.gateway.ReceivedFields;
import org.freedomcheckout.web.Form;

/**
 * A call of Freedom Pay's: fields in, signed XML out. Everything that came, the query too, is part of what is signed.
 */
abstract class CallbackServlet extends HttpServlet {

    @Override
    protected final void doPost(HttpServletRequest request, HttpServletResponse response) throws IOException {
        answer(response, Form.ofAnyBody(request).and(Form.ofQuery(request)));
    }

    @Override
    protected final void doGet(HttpServletRequest request, HttpServletResponse response) throws IOException {
        answer(response, Form.ofQuery(request));
    }

    private void answer(HttpServletResponse response, Form form) throws IOException {
        var xml = answer(new ReceivedFields(form.fields()));
        response.setContentType("application/xml;charset=UTF-8");
        response.setContentLength(xml.length);
        response.getOutputStream().write(xml);
    }

    abstract byte[] answer(ReceivedFields fields);
}
