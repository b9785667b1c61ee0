package io.github.ekssdk.testing;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.http.ContentStreamProvider;
import software.amazon.awssdk.http.HttpExecuteRequest;
import software.amazon.awssdk.http.HttpExecuteResponse;
import software.amazon.awssdk.http.SdkHttpMethod;
import software.amazon.awssdk.http.SdkHttpRequest;

/** What no client of AWS sends: it must be told so in the words of the protocol, and never be taken for something else. */
class BadInputTest {
    private static final FakeAws AWS = FakeAws.lenient();
    private static final HttpDoor DOOR = AWS.openHttp();
    private static final HttpClient HTTP = HttpClient.newHttpClient();

    @AfterAll
    static void close() {
        DOOR.close();
        AWS.close();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
        GET  | /clusters?maxResults=many              |                                   | SerializationException | GET /clusters?      |
        POST | /clusters                              | {"name": 5}                       | SerializationException | must be a text, but is a number
        POST | /clusters                              | {"name": ["a"]}                   | SerializationException | must be a text, but is a list
        POST | /clusters                              | {"resourcesVpcConfig": "subnet"}  | SerializationException | must be an object, but is a text
        POST | /clusters                              | {"tags": {"a": 1}}                | SerializationException | CreateCluster:
        POST | /clusters                              | {"deletionProtection": "true"}    | SerializationException | must be true or false, but is a text
        POST | /clusters                              | {"name": "a"                      | SerializationException | not valid JSON
        POST | /clusters                              | {"name": "a"} x                   | SerializationException | not valid JSON
        POST | /clusters                              | []                                | SerializationException | not a JSON object
        POST | /clusters                              |                                   | InvalidParameterException | name is required
        GET  | /clusters/%zz                          |                                   | SerializationException | percent-encoded
        PUT  | /clusters                              |                                   | UnknownOperationException | eks has no operation PUT /clusters
        GET  | /nothing/here                          |                                   | UnknownOperationException | check method and path
        """)
    void rest_json_is_told_what_is_wrong(String method, String path, String body, String code, String message)
            throws Exception {
        HttpResponse<String> answer = send("eks", method, path, body == null ? "" : body, "application/json");

        assertThat(answer.statusCode()).isBetween(400, 499);
        assertThat(answer.headers().firstValue("x-amzn-ErrorType")).contains(code);
        assertThat(answer.body()).contains("\"__type\":\"" + code + "\"");
        if (!message.startsWith("GET /clusters?")) {
            assertThat(answer.body()).contains(message);
        }
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
        iam | Action=FlyToTheMoon&Version=2010-05-08              | 400 | <Code>InvalidAction</Code>     | iam has no operation FlyToTheMoon
        iam | Version=2010-05-08                                  | 400 | <Code>MissingAction</Code>     | send a form with Action
        iam | Action=GetRole&Version=2010-05-08                   | 400 | <Code>ValidationError</Code>   | roleName
        iam | Action=ListRoles&MaxItems=many&Version=2010-05-08   | 400 | <Code>MalformedInput</Code>    | ListRoles: 'MaxItems' has a value
        ec2 | Action=FlyToTheMoon&Version=2016-11-15              | 400 | <Code>InvalidAction</Code>     | ec2 has no operation FlyToTheMoon
        ec2 | Action=CreateVpc&DryRun=perhaps&Version=2016-11-15  | 400 | <Code>InvalidParameterValue</Code> | CreateVpc: 'DryRun' has a value
        ec2 | Action=DeleteVpc&Version=2016-11-15                 | 400 | <Code>MissingParameter</Code>  | vpcId
        ec2 | %zz=1                                               | 400 | <Code>InvalidParameterValue</Code> | percent-encoded
        """)
    void query_is_told_what_is_wrong(String service, String form, int status, String code, String message)
            throws Exception {
        HttpResponse<String> answer = send(service, "POST", "/", form, "application/x-www-form-urlencoded");

        assertThat(answer.statusCode()).isEqualTo(status);
        assertThat(answer.body())
                .contains(code, message)
                .startsWith(service.equals("ec2") ? "<Response><Errors>" : "<ErrorResponse");
    }

    @Test
    void a_service_that_is_not_there_is_told_with_those_that_are() throws Exception {
        HttpResponse<String> answer = send("lambda", "GET", "/2015-03-31/functions", "", "application/json");

        assertThat(answer.statusCode()).isEqualTo(501);
        assertThat(answer.body()).contains("does not have the service lambda", "eks", "stub", "wireMock()");
    }

    @Test
    void an_operation_of_AWS_that_is_not_there_is_told_with_the_way_out() throws Exception {
        HttpResponse<String> answer = send(
                "ec2",
                "POST",
                "/",
                "Action=AcceptVpcEndpointConnections&Version=2016-11-15",
                "application/x-www-form-urlencoded");

        assertThat(answer.statusCode()).isEqualTo(501);
        assertThat(answer.body()).contains("NotInFakeAws", "ec2:AcceptVpcEndpointConnections", "wireMock()");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "Basic abc", "AWS4-HMAC-SHA256 Credential=a/b/c", "AWS4-HMAC-SHA256 Credential=////"})
    void a_request_without_a_signature_is_told_how_to_get_one(String authorization) throws Exception {
        HttpRequest.Builder request = HttpRequest.newBuilder(DOOR.url().resolve("/clusters"));
        if (!authorization.isEmpty()) {
            request.header("Authorization", authorization);
        }

        HttpResponse<String> answer = HTTP.send(request.build(), BodyHandlers.ofString());

        assertThat(answer.statusCode()).isEqualTo(403);
        assertThat(answer.body()).contains("GET /clusters", "FakeAws.credentials()");
    }

    @Test
    void an_access_key_of_nobody_is_told_whose_keys_there_are() throws Exception {
        HttpRequest request = HttpRequest.newBuilder(DOOR.url())
                .header("Authorization", authorization("AKIANOBODY", "iam", "us-east-1"))
                .POST(BodyPublishers.ofString("Action=ListRoles&Version=2010-05-08"))
                .build();

        HttpResponse<String> answer = HTTP.send(request, BodyHandlers.ofString());

        assertThat(answer.statusCode()).isEqualTo(403);
        assertThat(answer.body()).contains("<Code>InvalidClientTokenId</Code>", "ListRoles", "acceptAnyCredentials()");
    }

    @Test
    void a_region_that_is_none_is_told() throws Exception {
        HttpRequest request = HttpRequest.newBuilder(DOOR.url().resolve("/clusters"))
                .header("Authorization", authorization(key(), "eks", "the moon"))
                .build();

        HttpResponse<String> answer = HTTP.send(request, BodyHandlers.ofString());

        assertThat(answer.body()).contains("InvalidSignatureException", "'the moon' is none");
    }

    /** Whatever comes in: an answer comes out, soon, that is one of the protocol and no failure of the fake. */
    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3})
    void noise_is_answered_in_the_shape_of_the_protocol(long seed) throws Exception {
        Noise noise = new Noise(new Random(seed));
        List<String> strange = new ArrayList<>();

        for (int i = 0; i < 150; i++) {
            Noise.Request made = noise.next();
            HttpResponse<String> answer =
                    send(made.service(), made.method(), made.path(), made.body(), made.type(), made.target());
            if (!isFine(made, answer)) {
                strange.add("seed " + seed + ": " + made + " -> " + answer.statusCode() + " " + answer.body());
            }
        }

        assertThat(strange).isEmpty();
    }

    /** The same through the other door, which has no HTTP server in front of it. */
    @ParameterizedTest
    @ValueSource(longs = {4, 5, 6})
    void noise_is_answered_in_memory_too(long seed) throws Exception {
        Noise noise = new Noise(new Random(seed));
        List<String> strange = new ArrayList<>();

        for (int i = 0; i < 150; i++) {
            Noise.Request made = noise.next();
            HttpExecuteResponse answer =
                    AWS.httpClient().prepareRequest(inMemory(made)).call();
            int status = answer.httpResponse().statusCode();
            String body = text(answer);
            if (!isFine(made, status, body)) {
                strange.add("seed " + seed + ": " + made + " -> " + status + " " + body);
            }
        }

        assertThat(strange).isEmpty();
    }

    private static HttpExecuteRequest inMemory(Noise.Request made) {
        SdkHttpRequest.Builder http = SdkHttpRequest.builder()
                .method(SdkHttpMethod.fromValue(made.method()))
                .uri(URI.create("https://" + made.service() + ".eu-west-1.amazonaws.com" + made.path()))
                .putHeader("Authorization", authorization(key(), made.service(), "eu-west-1"))
                .putHeader("Content-Type", made.type());
        if (!made.target().isEmpty()) {
            http.putHeader("X-Amz-Target", made.target());
        }
        byte[] body = made.body().getBytes(StandardCharsets.ISO_8859_1);
        return HttpExecuteRequest.builder()
                .request(http.build())
                .contentStreamProvider(ContentStreamProvider.fromByteArray(body))
                .build();
    }

    private static String text(HttpExecuteResponse answer) throws IOException {
        return answer.responseBody().isEmpty()
                ? ""
                : new String(answer.responseBody().get().readAllBytes(), StandardCharsets.UTF_8);
    }

    private static boolean isFine(Noise.Request request, HttpResponse<String> answer) {
        return isFine(request, answer.statusCode(), answer.body());
    }

    private static boolean isFine(Noise.Request request, int code, String body) {
        boolean shape = request.xml() ? body.startsWith("<") : body.startsWith("{") || body.isEmpty();
        boolean status = code >= 400 ? code != 500 : !request.broken();
        return shape
                && status
                && !body.contains("FakeAwsBug")
                && !body.contains("\tat ")
                && !body.contains("Exception: ");
    }

    private static HttpResponse<String> send(String service, String method, String path, String body, String type)
            throws Exception {
        return send(service, method, path, body, type, "");
    }

    private static HttpResponse<String> send(
            String service, String method, String path, String body, String type, String target) throws Exception {
        if (path.contains("%zz")) {
            return RawHttp.send(DOOR.url(), method, path, authorization(key(), service, "eu-west-1"));
        }
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(DOOR.url() + path))
                .timeout(Duration.ofSeconds(20))
                .header("Authorization", authorization(key(), service, "eu-west-1"))
                .header("Content-Type", type)
                .method(method, BodyPublishers.ofByteArray(body.getBytes(StandardCharsets.ISO_8859_1)));
        if (!target.isEmpty()) {
            request.header("X-Amz-Target", target);
        }
        return HTTP.send(request.build(), BodyHandlers.ofString());
    }

    private static String key() {
        return AWS.credentials().resolveCredentials().accessKeyId();
    }

    private static String authorization(String key, String service, String region) {
        return "AWS4-HMAC-SHA256 Credential=" + key + "/20260101/" + region + "/" + service
                + "/aws4_request, SignedHeaders=host, Signature=0";
    }
}
