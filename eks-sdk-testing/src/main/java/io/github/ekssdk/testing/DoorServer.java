package io.github.ekssdk.testing;

import com.github.tomakehurst.wiremock.core.Options;
import com.github.tomakehurst.wiremock.http.AdminRequestHandler;
import com.github.tomakehurst.wiremock.http.StubRequestHandler;
import com.github.tomakehurst.wiremock.jetty11.Jetty11HttpServer;
import io.github.ekssdk.testing.internal.protocol.CredentialScope;
import io.github.ekssdk.testing.internal.protocol.Refusals;
import io.github.ekssdk.testing.internal.protocol.ServiceFacts;
import io.github.ekssdk.testing.internal.protocol.WireRequest;
import io.github.ekssdk.testing.internal.protocol.WireResponse;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import software.amazon.awssdk.core.SdkBytes;
import wiremock.jakarta.servlet.http.HttpServletRequest;
import wiremock.jakarta.servlet.http.HttpServletResponse;
import wiremock.org.eclipse.jetty.http.HttpFields;
import wiremock.org.eclipse.jetty.server.Request;
import wiremock.org.eclipse.jetty.server.handler.ErrorHandler;
import wiremock.org.eclipse.jetty.servlet.ServletContextHandler;

/** WireMock's server, but requests that it cannot read itself are answered as AWS answers them. */
final class DoorServer extends Jetty11HttpServer {
    DoorServer(Options options, AdminRequestHandler admin, StubRequestHandler stubs) {
        super(options, admin, stubs);
    }

    @Override
    protected void decorateMockServiceContextAfterConfig(ServletContextHandler context) {
        context.setErrorHandler(new Unreadable());
    }

    @Override
    public void start() {
        jettyServer.setErrorHandler(new Unreadable());
        super.start();
    }

    private static final class Unreadable extends ErrorHandler {
        @Override
        public void handle(String target, Request base, HttpServletRequest request, HttpServletResponse response)
                throws IOException {
            base.setHandled(true);
            WireRequest wire = wire(request);
            ServiceFacts facts = CredentialScope.of(wire)
                    .flatMap(scope -> ServiceFacts.of(scope.service(), wire))
                    .orElseGet(() -> ServiceFacts.guess(wire));
            WireResponse answer =
                    facts.protocol().refusal(Refusals.unreadable(facts, wire.method() + " " + wire.rawPath()), "none");
            response.setStatus(answer.status());
            answer.headers().forEach(response::setHeader);
            response.getOutputStream().write(answer.body().asByteArray());
        }

        private static WireRequest wire(HttpServletRequest request) {
            Map<String, List<String>> headers = new HashMap<>();
            String authorization = request.getHeader("Authorization");
            if (authorization != null) {
                headers.put("Authorization", List.of(authorization));
            }
            String path = String.valueOf(request.getRequestURI());
            SdkBytes nothing = SdkBytes.fromByteArray(new byte[0]);
            return new WireRequest(request.getMethod(), path, List.of(), headers, nothing);
        }

        @Override
        public ByteBuffer badMessageError(int status, String reason, HttpFields.Mutable fields) {
            fields.put("Content-Type", "application/json");
            fields.put("x-amzn-ErrorType", "SerializationException");
            String body =
                    "{\"__type\":\"SerializationException\",\"message\":\"The request is no HTTP that can be read, or"
                            + " its path is not percent-encoded text.\"}";
            return ByteBuffer.wrap(body.getBytes(StandardCharsets.UTF_8));
        }
    }
}
