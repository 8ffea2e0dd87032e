package io.fanfare.kernel;

import jakarta.servlet.RequestDispatcher;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.apache.catalina.connector.Request;
import org.apache.catalina.connector.Response;
import org.apache.catalina.core.StandardHost;
import org.apache.catalina.valves.ErrorReportValve;
import org.apache.tomcat.util.buf.EncodedSolidusHandling;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.tomcat.servlet.TomcatServletWebServerFactory;
import org.springframework.boot.web.server.WebServerFactoryCustomizer;
import org.springframework.boot.webmvc.error.ErrorController;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.stereotype.Component;
import org.springframework.web.HttpRequestHandler;

/** What Tomcat would answer itself: an id with a slash is malformed like any other, and every error is a problem. */
@Configuration(proxyBeanMethods = false)
class WebServer {
    @Bean
    WebServerFactoryCustomizer<TomcatServletWebServerFactory> tomcat() {
        return factory -> {
            factory.addConnectorCustomizers(connector -> {
                connector.setEncodedSolidusHandling(EncodedSolidusHandling.PASS_THROUGH.getValue());
                connector.setEncodedReverseSolidusHandling(EncodedSolidusHandling.PASS_THROUGH.getValue());
            });
            factory.addContextCustomizers(context ->
                    ((StandardHost) context.getParent()).setErrorReportValveClass(ProblemReport.class.getName()));
        };
    }

    /** The page that Tomcat turns to for a request that no operation answered. */
    @Component("/error")
    static final class ErrorPage implements ErrorController, HttpRequestHandler {
        @Override
        public void handleRequest(HttpServletRequest request, HttpServletResponse response) throws IOException {
            Problems.write(response, refusal(request.getAttribute(RequestDispatcher.ERROR_STATUS_CODE)));
        }
    }

    private static Refused refusal(@Nullable Object given) {
        // Without a status this is a request for the page itself.
        int status = given instanceof Integer code ? code : 404;
        return switch (status) {
            case 404 -> Refused.unknownPath();
            case 405 -> Refused.notSupported();
            case 413 -> Refused.tooLarge("The request is larger than this server accepts.");
            case 503 -> Refused.unavailable("The server is starting or stopping; try again in a moment.");
            default ->
                status < 500
                        ? Refused.invalid("request", "must be a well-formed HTTP request; check address and headers")
                        : Refused.unavailable("An unexpected error occurred; try again in a moment.");
        };
    }

    /** Answers what Tomcat refuses before it reaches us, such as an address with broken percent-encoding. */
    public static final class ProblemReport extends ErrorReportValve {
        @Override
        protected void report(Request request, Response response, @Nullable Throwable thrown) {
            int status = response.getStatus();
            if (status < 400 || response.getContentWritten() > 0 || !response.setErrorReported()) return;
            try {
                Problems.write(response, refusal(status));
                response.finishResponse();
            } catch (IOException gone) {
                // The client has closed the connection.
                return;
            }
        }
    }
}
