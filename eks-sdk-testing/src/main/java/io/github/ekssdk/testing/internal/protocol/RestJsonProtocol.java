package io.github.ekssdk.testing.internal.protocol;

import io.github.ekssdk.testing.internal.AwsRefusal;
import io.github.ekssdk.testing.internal.protocol.RouteTable.Match;
import java.util.Map;
import software.amazon.awssdk.core.SdkPojo;

/** The rest-json protocol: members stand in the path, the query string, headers and a JSON body. */
final class RestJsonProtocol implements Protocol {
    private static final String CONTENT_TYPE = "application/json";

    private final ServiceFacts service;

    RestJsonProtocol(ServiceFacts service) {
        this.service = service;
    }

    @Override
    public Incoming read(WireRequest request, Operations operations) {
        Match match = matched(request, operations);
        Operation operation = match.operation();
        SdkPojo builder = operation.newRequest();
        try {
            RestRequestReader.read(request, match.labels(), builder);
        } catch (Malformed e) {
            throw malformed(operation.name(), e);
        }
        return new Incoming(operation, Operation.build(builder));
    }

    private Match matched(WireRequest request, Operations operations) {
        try {
            Match match = operations.routes().match(request);
            if (match == null) {
                throw unknown(request);
            }
            return match;
        } catch (Malformed e) {
            throw malformed(request.method() + " " + request.rawPath(), e);
        }
    }

    private UnreadableCall malformed(String operation, Malformed problem) {
        return new UnreadableCall(operation, Refusals.serialization(operation, problem));
    }

    private UnreadableCall unknown(WireRequest request) {
        Match real = service.allOperations().routes().match(request);
        if (real != null) {
            String name = real.operation().name();
            return new UnreadableCall(name, Refusals.unknownOperation(service, name));
        }
        String what = request.method() + " " + request.rawPath();
        return new UnreadableCall(
                what,
                new AwsRefusal(
                        404,
                        "UnknownOperationException",
                        service.name() + " has no operation " + what + "; check method and path, and the endpoint."));
    }

    @Override
    public WireResponse answer(Operation operation, SdkPojo response, String requestId) {
        Map<String, String> headers = JsonAnswers.headers(CONTENT_TYPE, requestId);
        return RestAnswerWriter.write(response, headers);
    }

    @Override
    public WireResponse refusal(AwsRefusal refusal, String requestId) {
        return JsonAnswers.refusal(CONTENT_TYPE, refusal, requestId);
    }
}
