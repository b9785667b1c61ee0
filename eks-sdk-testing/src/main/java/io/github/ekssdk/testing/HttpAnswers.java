package io.github.ekssdk.testing;

import com.github.tomakehurst.wiremock.client.ResponseDefinitionBuilder;
import com.github.tomakehurst.wiremock.extension.ResponseDefinitionTransformerV2;
import com.github.tomakehurst.wiremock.http.Fault;
import com.github.tomakehurst.wiremock.http.Request;
import com.github.tomakehurst.wiremock.http.ResponseDefinition;
import com.github.tomakehurst.wiremock.stubbing.ServeEvent;
import io.github.ekssdk.testing.internal.protocol.CredentialScope;
import io.github.ekssdk.testing.internal.protocol.Refusals;
import io.github.ekssdk.testing.internal.protocol.ServiceFacts;
import io.github.ekssdk.testing.internal.protocol.UrlText;
import io.github.ekssdk.testing.internal.protocol.WireRequest;
import io.github.ekssdk.testing.internal.protocol.WireResponse;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import software.amazon.awssdk.core.SdkBytes;

/** Hands what comes in over HTTP to the account that the access key belongs to. */
final class HttpAnswers implements ResponseDefinitionTransformerV2 {
    static final String NAME = "fake-aws";

    private final List<FakeAws> accounts;

    HttpAnswers(List<FakeAws> accounts) {
        this.accounts = accounts;
    }

    @Override
    public String getName() {
        return NAME;
    }

    @Override
    public boolean applyGlobally() {
        return false;
    }

    @Override
    public ResponseDefinition transform(ServeEvent event) {
        try {
            return definition(answer(wire(event.getRequest())));
        } catch (IOException | ProcessCrash lost) {
            return ResponseDefinitionBuilder.responseDefinition()
                    .withFault(Fault.CONNECTION_RESET_BY_PEER)
                    .build();
        } catch (RuntimeException bug) {
            return ResponseDefinitionBuilder.responseDefinition()
                    .withStatus(501)
                    .withBody("The fake AWS failed: " + bug)
                    .build();
        }
    }

    private WireResponse answer(WireRequest wire) throws IOException {
        Optional<FakeAws> account = account(wire);
        if (account.isPresent()) {
            FakeAws aws = account.get();
            Pace pace = aws.time() instanceof FakeClock ? Pace.NONE : aws.time()::sleep;
            return aws.dispatcher().call(wire, new FakeProcess(aws.dispatcher(), pace), pace);
        }
        Optional<CredentialScope> scope = CredentialScope.of(wire);
        ServiceFacts facts = scope.flatMap(s -> ServiceFacts.of(s.service())).orElseGet(() -> ServiceFacts.guess(wire));
        return facts.protocol()
                .refusal(scope.isPresent() ? Refusals.unknownKey(facts) : Refusals.unsigned(facts), "none");
    }

    private Optional<FakeAws> account(WireRequest wire) {
        Optional<CredentialScope> scope = CredentialScope.of(wire);
        if (scope.isEmpty() && Anonymous.mayCall(wire)) {
            return accounts.stream()
                    .filter(aws -> Anonymous.isFor(wire, aws.accountId()))
                    .findFirst();
        }
        return scope.flatMap(
                s -> accounts.stream().filter(aws -> aws.knows(s.accessKeyId())).findFirst());
    }

    private static WireRequest wire(Request request) {
        String url = request.getUrl();
        int mark = url.indexOf('?');
        Map<String, List<String>> headers = new TreeMap<>();
        request.getHeaders().all().forEach(header -> headers.put(header.key(), header.values()));
        return new WireRequest(
                request.getMethod().getName(),
                mark < 0 ? url : url.substring(0, mark),
                mark < 0 ? List.of() : UrlText.parameters(url.substring(mark + 1)),
                headers,
                SdkBytes.fromByteArrayUnsafe(request.getBody()));
    }

    private static ResponseDefinition definition(WireResponse response) {
        ResponseDefinitionBuilder definition = ResponseDefinitionBuilder.responseDefinition()
                .withStatus(response.status())
                .withBody(response.body().asByteArray());
        response.headers().forEach(definition::withHeader);
        return definition.build();
    }
}
