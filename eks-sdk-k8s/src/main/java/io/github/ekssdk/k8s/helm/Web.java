package io.github.ekssdk.k8s.helm;

import io.github.ekssdk.error.ChartUnavailableException;
import java.io.IOException;
import java.io.InputStream;
import java.net.HttpURLConnection;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Loads what is published on the web, through the proxy that Java is told of. */
final class Web {

    private static final int CONNECT_MILLIS = (int) Duration.ofSeconds(10).toMillis();
    private static final int READ_MILLIS = (int) Duration.ofSeconds(60).toMillis();
    private static final int LARGEST = 64 * 1024 * 1024;
    private static final int MOST_REDIRECTS = 5;
    private static final Set<Integer> REDIRECTS = Set.of(301, 302, 303, 307, 308);
    private static final int UNAUTHORIZED = 401;
    private static final int TOO_MANY = 429;
    private static final int SERVER_ERROR = 500;
    private static final Pattern PARAMETER = Pattern.compile("(\\w+)=\"([^\"]*)\"");

    private final Map<String, String> headers = new TreeMap<>();

    /** Reads an address, which is of http or https. */
    static URI address(String text) {
        URI address = URI.create(text);
        if (!Set.of("http", "https").contains(String.valueOf(address.getScheme()))) {
            throw new IllegalArgumentException("'" + text + "' is not an address on the web. Write it with https://.");
        }
        return address;
    }

    /** Asks for one kind of content. */
    Web accepting(String type) {
        headers.put("Accept", type);
        return this;
    }

    /** Returns what stands at an address. Where the answer says who gives a token to everybody, that is asked first. */
    byte[] get(URI address) {
        try {
            return read(address);
        } catch (IOException e) {
            throw new ChartUnavailableException(
                    "Nothing could be loaded from " + address + ": " + e.getMessage()
                            + ". Try again, or look at whether this"
                            + " machine may go there; a chart that was loaded elsewhere can be taken from a file.",
                    true,
                    e);
        }
    }

    private byte[] read(URI address) throws IOException {
        URI at = address;
        boolean asked = false;
        for (int i = 0; i <= MOST_REDIRECTS; i++) {
            HttpURLConnection connection = open(at, at.getHost().equals(address.getHost()));
            try {
                int status = connection.getResponseCode();
                Optional<URI> token = tokenSource(connection.getHeaderField("WWW-Authenticate"));
                if (status == UNAUTHORIZED && !asked && token.isPresent()) {
                    headers.put("Authorization", "Bearer " + token(token.get()));
                    asked = true;
                } else if (REDIRECTS.contains(status)) {
                    at = at.resolve(connection.getHeaderField("Location"));
                } else {
                    return content(connection, status, address);
                }
            } finally {
                connection.disconnect();
            }
        }
        throw new ChartUnavailableException(address + " leads from one address to the next without end.", false, null);
    }

    private HttpURLConnection open(URI address, boolean known) throws IOException {
        HttpURLConnection connection =
                (HttpURLConnection) address(address.toString()).toURL().openConnection();
        connection.setConnectTimeout(CONNECT_MILLIS);
        connection.setReadTimeout(READ_MILLIS);
        connection.setInstanceFollowRedirects(false);
        headers.forEach((name, value) -> {
            if (known || !name.equals("Authorization")) {
                connection.setRequestProperty(name, value);
            }
        });
        return connection;
    }

    private static byte[] content(HttpURLConnection connection, int status, URI address) throws IOException {
        if (status != HttpURLConnection.HTTP_OK) {
            throw new ChartUnavailableException(
                    address + " answered " + status
                            + ". Look at the address and the version, and whether everybody may read there.",
                    status == TOO_MANY || status >= SERVER_ERROR,
                    null);
        }
        try (InputStream in = connection.getInputStream()) {
            byte[] content = in.readNBytes(LARGEST + 1);
            if (content.length > LARGEST) {
                throw new ChartUnavailableException(
                        address + " holds more than 64 MB, which no chart needs.", false, null);
            }
            return content;
        }
    }

    private static Optional<URI> tokenSource(@org.jspecify.annotations.Nullable String challenge) {
        if (challenge == null || !challenge.startsWith("Bearer ")) {
            return Optional.empty();
        }
        Map<String, String> parameters = new TreeMap<>();
        Matcher parameter = PARAMETER.matcher(challenge);
        while (parameter.find()) {
            parameters.put(parameter.group(1), parameter.group(2));
        }
        return Optional.ofNullable(parameters.remove("realm")).map(realm -> {
            StringBuilder query = new StringBuilder(realm);
            parameters.forEach((name, value) -> query.append(query.indexOf("?") < 0 ? '?' : '&')
                    .append(name)
                    .append('=')
                    .append(URLEncoder.encode(value, StandardCharsets.UTF_8)));
            return URI.create(query.toString());
        });
    }

    private static String token(URI source) {
        Object answer = Manifests.index(new String(new Web().get(source), StandardCharsets.UTF_8), source);
        String token = Manifests.textAt(answer, "token");
        return token.isEmpty() ? Manifests.textAt(answer, "access_token") : token;
    }
}
