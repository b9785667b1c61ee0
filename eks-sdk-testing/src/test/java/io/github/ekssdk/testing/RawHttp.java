package io.github.ekssdk.testing;

import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpHeaders;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import javax.net.ssl.SSLSession;

/** Sends what no HTTP client would let through. */
final class RawHttp {
    private RawHttp() {}

    static HttpResponse<String> send(URI server, String method, String path, String authorization) throws Exception {
        try (Socket socket = new Socket(server.getHost(), server.getPort())) {
            String request = method + " " + path + " HTTP/1.1\r\nHost: localhost\r\nAuthorization: " + authorization
                    + "\r\nConnection: close\r\n\r\n";
            socket.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
            String answer = new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            return new Answer(answer, server);
        }
    }

    private record Answer(String text, URI uri) implements HttpResponse<String> {
        @Override
        public int statusCode() {
            return Integer.parseInt(text.split(" ", 3)[1]);
        }

        @Override
        public HttpHeaders headers() {
            Map<String, List<String>> headers = new TreeMap<>();
            text.substring(0, text.indexOf("\r\n\r\n")).lines().skip(1).forEach(line -> {
                String[] parts = line.split(": ", 2);
                headers.put(parts[0], List.of(parts[1]));
            });
            return HttpHeaders.of(headers, (name, value) -> true);
        }

        @Override
        public String body() {
            return text.substring(text.indexOf("\r\n\r\n") + 4);
        }

        @Override
        public HttpRequest request() {
            return HttpRequest.newBuilder(uri).build();
        }

        @Override
        public Optional<HttpResponse<String>> previousResponse() {
            return Optional.empty();
        }

        @Override
        public Optional<SSLSession> sslSession() {
            return Optional.empty();
        }

        @Override
        public HttpClient.Version version() {
            return HttpClient.Version.HTTP_1_1;
        }
    }
}
