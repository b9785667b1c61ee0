package io.github.ekssdk.testing.internal.protocol;

import io.github.ekssdk.testing.internal.AwsRefusal;
import software.amazon.awssdk.core.SdkPojo;

/** The aws-json 1.1 protocol: the operation stands in a header, everything else in a JSON body. */
final class AwsJsonProtocol implements Protocol {
    private static final String CONTENT_TYPE = "application/x-amz-json-1.1";

    private final ServiceFacts service;

    AwsJsonProtocol(ServiceFacts service) {
        this.service = service;
    }

    @Override
    public Incoming read(WireRequest request, Operations operations) {
        String target = String.valueOf(request.header("x-amz-target"));
        String name = target.substring(target.lastIndexOf('.') + 1);
        Operation operation = operations.named(name);
        if (operation == null) {
            throw new UnreadableCall(name, Refusals.unknownOperation(service, name));
        }
        SdkPojo builder = operation.newRequest();
        try {
            JsonReader.read(request.body().asByteArrayUnsafe(), builder);
        } catch (Malformed e) {
            throw new UnreadableCall(name, Refusals.serialization(name, e));
        }
        return new Incoming(operation, Operation.build(builder));
    }

    @Override
    public WireResponse answer(Operation operation, SdkPojo response, String requestId) {
        return new WireResponse(200, JsonAnswers.headers(CONTENT_TYPE, requestId), JsonWriter.body(response));
    }

    @Override
    public WireResponse refusal(AwsRefusal refusal, String requestId) {
        return JsonAnswers.refusal(CONTENT_TYPE, refusal, requestId);
    }
}
