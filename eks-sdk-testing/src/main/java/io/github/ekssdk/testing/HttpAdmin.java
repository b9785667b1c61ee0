package io.github.ekssdk.testing;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.ekssdk.testing.internal.protocol.WireRequest;
import io.github.ekssdk.testing.internal.protocol.WireResponse;
import java.io.InterruptedIOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.format.DateTimeParseException;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.core.SdkBytes;

/** What a server says about its accounts themselves, under a path that no AWS service has. */
final class HttpAdmin {
    private static final String ROOT = "/_fake-aws/";
    private static final ObjectMapper JSON = new ObjectMapper();

    private final List<FakeAws> accounts;

    HttpAdmin(List<FakeAws> accounts) {
        this.accounts = accounts;
    }

    static boolean isFor(WireRequest wire) {
        return wire.rawPath().startsWith(ROOT);
    }

    WireResponse answer(WireRequest wire) throws InterruptedIOException {
        String what = wire.method() + " " + wire.rawPath().substring(ROOT.length());
        FakeAws aws = account(wire);
        if (aws == null) {
            return problem(404, "There is no account with that accessKey.");
        }
        try {
            return answer(what, aws, wire);
        } catch (IllegalArgumentException | IllegalStateException | DateTimeParseException e) {
            return problem(400, String.valueOf(e.getMessage()));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new InterruptedIOException("interrupted");
        }
    }

    private static WireResponse answer(String what, FakeAws aws, WireRequest wire) throws InterruptedException {
        switch (what) {
            case "GET time" -> {
                return json(Map.of("now", aws.time().now().toString(), "pending", aws.pending()));
            }
            case "GET snapshot" -> {
                return text(200, "application/json", aws.snapshot());
            }
            case "GET inventory" -> {
                return json(aws.inventory());
            }
            case "GET ledger" -> {
                return text(200, "text/plain;charset=UTF-8", aws.ledger().toText());
            }
            case "PUT snapshot", "POST snapshot" ->
                aws.load(Snapshot.of(wire.body().asUtf8String()));
            case "POST reset" -> aws.reset();
            case "POST advance" -> aws.clock().advance(by(wire));
            default -> {
                return problem(
                        404,
                        "There is no '" + what + "'; there are GET time, GET snapshot, PUT snapshot, GET inventory,"
                                + " GET ledger, POST reset and POST advance?by=PT10M.");
            }
        }
        return json(Map.of("now", aws.time().now().toString()));
    }

    private static Duration by(WireRequest wire) {
        String text = wire.parameter("by");
        if (text == null) {
            throw new IllegalArgumentException("Say by how much: advance?by=PT10M.");
        }
        return Duration.parse(text);
    }

    private @Nullable FakeAws account(WireRequest wire) {
        String key = wire.parameter("accessKey");
        return accounts.stream()
                .filter(aws -> key == null || aws.hasKey(key))
                .findFirst()
                .orElse(null);
    }

    private static WireResponse problem(int status, String message) {
        return text(status, "application/json", write(Map.of("message", message)));
    }

    private static WireResponse json(Object value) {
        return text(200, "application/json", write(value));
    }

    private static String write(Object value) {
        try {
            return JSON.writeValueAsString(value);
        } catch (JsonProcessingException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static WireResponse text(int status, String type, String body) {
        return new WireResponse(
                status,
                Map.of("Content-Type", type),
                SdkBytes.fromByteArrayUnsafe(body.getBytes(StandardCharsets.UTF_8)));
    }
}
