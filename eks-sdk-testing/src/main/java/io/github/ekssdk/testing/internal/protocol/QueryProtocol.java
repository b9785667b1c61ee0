package io.github.ekssdk.testing.internal.protocol;

import io.github.ekssdk.testing.internal.AwsRefusal;
import io.github.ekssdk.testing.internal.protocol.WireRequest.Parameter;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.core.SdkPojo;

/** The query protocol of IAM and STS and the ec2 protocol: a form goes in, XML comes out. */
final class QueryProtocol implements Protocol {
    private final ServiceFacts service;
    private final QueryAnswers answers;

    QueryProtocol(ServiceFacts service, QueryAnswers answers) {
        this.service = service;
        this.answers = answers;
    }

    @Override
    public Incoming read(WireRequest request, Operations operations) {
        FormTree form = form(request);
        String name = text(form.child("Action"));
        Operation operation = name == null ? null : operations.named(name);
        if (name == null || operation == null) {
            throw unknown(name);
        }
        SdkPojo builder = operation.newRequest();
        try {
            FormReader.read(form, builder);
        } catch (Malformed e) {
            throw new UnreadableCall(name, Refusals.malformed(service, name + ": " + e.getMessage()));
        }
        return new Incoming(operation, Operation.build(builder));
    }

    private FormTree form(WireRequest request) {
        try {
            List<Parameter> parameters = new ArrayList<>(request.query());
            parameters.addAll(UrlText.parameters(request.text()));
            return FormTree.of(parameters);
        } catch (Malformed e) {
            throw new UnreadableCall("?", Refusals.malformed(service, String.valueOf(e.getMessage())));
        }
    }

    private static @Nullable String text(@Nullable FormTree node) {
        return node == null ? null : node.value();
    }

    private UnreadableCall unknown(@Nullable String action) {
        if (action == null) {
            return new UnreadableCall(
                    "?",
                    new AwsRefusal(
                            400,
                            "MissingAction",
                            "The request to " + service.name()
                                    + " has no parameter Action; send a form with Action=..."));
        }
        return new UnreadableCall(action, Refusals.unknownOperation(service, action));
    }

    @Override
    public WireResponse answer(Operation operation, SdkPojo response, String requestId) {
        byte[] body = answers.answer(operation.name(), response, requestId);
        return new WireResponse(200, headers(requestId), body);
    }

    @Override
    public WireResponse refusal(AwsRefusal refusal, String requestId) {
        return new WireResponse(refusal.status(), headers(requestId), answers.refusal(refusal, requestId));
    }

    private static Map<String, String> headers(String requestId) {
        return Map.of("Content-Type", "text/xml;charset=UTF-8", "x-amzn-RequestId", requestId);
    }

    /** The frame around the members of an answer, in which the query and the ec2 protocol differ. */
    interface QueryAnswers {
        byte[] answer(String operation, SdkPojo response, String requestId);

        byte[] refusal(AwsRefusal refusal, String requestId);
    }
}
