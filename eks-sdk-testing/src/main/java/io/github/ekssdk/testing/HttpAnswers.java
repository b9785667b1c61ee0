package io.github.ekssdk.testing;

import com.github.tomakehurst.wiremock.client.ResponseDefinitionBuilder;
import com.github.tomakehurst.wiremock.extension.ResponseDefinitionTransformerV2;
import com.github.tomakehurst.wiremock.http.Fault;
import com.github.tomakehurst.wiremock.http.Request;
import com.github.tomakehurst.wiremock.http.ResponseDefinition;
import com.github.tomakehurst.wiremock.stubbing.ServeEvent;
import io.github.ekssdk.testing.internal.AwsRefusal;
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
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.core.SdkBytes;

/** Hands what comes in over HTTP to the account that the access key belongs to. */
final class HttpAnswers implements ResponseDefinitionTransformerV2 {
    static final String NAME = "fake-aws";

    private final List<FakeAws> accounts;
    private final HttpAdmin admin;

    HttpAnswers(List<FakeAws> accounts) {
        this.accounts = accounts;
        this.admin = new HttpAdmin(accounts);
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
            return definition(answer(event.getRequest()));
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

    private WireResponse answer(Request request) throws IOException {
        String url = request.getUrl();
        int mark = url.indexOf('?');
        String query = mark < 0 ? "" : url.substring(mark + 1);
        boolean readable = UrlText.isReadable(query);
        WireRequest wire = wire(request, mark < 0 ? url : url.substring(0, mark), readable ? query : "");
        if (!readable) {
            ServiceFacts facts = facts(wire);
            return refusal(facts, Refusals.unreadableQuery(facts, facts.nameOf(wire), query));
        }
        if (HttpAdmin.isFor(wire)) {
            return admin.answer(wire);
        }
        FakeAws aws = account(wire);
        return aws == null ? nobody(wire) : aws.dispatcher().call(wire, process(aws), pace(aws));
    }

    private static FakeProcess process(FakeAws aws) {
        return new FakeProcess(aws.dispatcher(), pace(aws));
    }

    private static Pace pace(FakeAws aws) {
        return aws.time() instanceof FakeClock ? Pace.NONE : aws.time()::sleep;
    }

    /** The account of the access key, else one that takes all keys. */
    private @Nullable FakeAws account(WireRequest wire) {
        Optional<CredentialScope> scope = CredentialScope.of(wire);
        if (scope.isEmpty()) {
            return Anonymous.mayCall(wire) ? meant(wire) : null;
        }
        FakeAws hospitable = null;
        for (FakeAws aws : accounts) {
            if (aws.hasKey(scope.get().accessKeyId())) {
                return aws;
            }
            hospitable = hospitable == null && aws.knowsEverybody() ? aws : hospitable;
        }
        return hospitable;
    }

    private @Nullable FakeAws meant(WireRequest wire) {
        return accounts.stream()
                .filter(aws -> Anonymous.isFor(wire, aws.accountId()))
                .findFirst()
                .orElse(null);
    }

    private static WireResponse nobody(WireRequest wire) {
        ServiceFacts facts = facts(wire);
        String operation = facts.nameOf(wire);
        return refusal(
                facts,
                CredentialScope.of(wire)
                        .map(scope -> Refusals.unknownKey(facts, operation, scope.accessKeyId()))
                        .orElseGet(() -> Refusals.unsigned(facts, operation)));
    }

    private static ServiceFacts facts(WireRequest wire) {
        return CredentialScope.of(wire)
                .flatMap(scope -> ServiceFacts.of(scope.service(), wire))
                .orElseGet(() -> ServiceFacts.guess(wire));
    }

    private static WireResponse refusal(ServiceFacts facts, AwsRefusal refusal) {
        return facts.protocol().refusal(refusal, "none");
    }

    private static WireRequest wire(Request request, String path, String query) {
        Map<String, List<String>> headers = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
        request.getHeaders().all().forEach(header -> headers.put(header.key(), header.values()));
        return new WireRequest(
                request.getMethod().getName(),
                path,
                UrlText.parameters(query),
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
