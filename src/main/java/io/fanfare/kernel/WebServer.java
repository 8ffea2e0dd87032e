package io.fanfare.kernel;

import java.io.IOException;
import org.apache.catalina.connector.Request;
import org.apache.catalina.connector.Response;
import org.apache.catalina.core.StandardHost;
import org.apache.catalina.valves.ErrorReportValve;
import org.apache.tomcat.util.buf.EncodedSolidusHandling;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.tomcat.servlet.TomcatServletWebServerFactory;
import org.springframework.boot.web.server.WebServerFactoryCustomizer;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** What Tomcat would answer by itself: an id with a slash in it is malformed as any other, and a refusal is a problem. */
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

    /** Answers what is refused before it reaches us, such as an address that is not percent-encoded as it should be. */
    public static final class ProblemReport extends ErrorReportValve {
        @Override
        protected void report(Request request, Response response, @Nullable Throwable thrown) {
            int status = response.getStatus();
            if (status < 400 || response.getContentWritten() > 0 || !response.setErrorReported()) return;
            try {
                Problems.write(response, refusal(status));
                response.finishResponse();
            } catch (IOException gone) {
                // Whoever asked does not listen any more.
                return;
            }
        }

        private static Refused refusal(int status) {
            return switch (status) {
                case 404 -> Refused.notFound();
                case 413 -> Refused.tooLarge("The request is larger than this server takes.");
                case 503 -> Refused.unavailable("The server is starting or stopping; try again in a moment.");
                default ->
                    status < 500
                            ? Refused.invalid("request", "is no well-formed HTTP request; check address and headers")
                            : Refused.unavailable("Something broke on our side; try again in a moment.");
            };
        }
    }
}
