package io.github.ekssdk.testing.internal.protocol;

import io.github.ekssdk.testing.internal.AwsRefusal;
import io.github.ekssdk.testing.internal.protocol.QueryProtocol.QueryAnswers;
import software.amazon.awssdk.core.SdkPojo;

/** Answers of the ec2 protocol: the members stand in the response itself. */
final class Ec2QueryAnswers implements QueryAnswers {
    private final String namespace;

    Ec2QueryAnswers(String namespace) {
        this.namespace = namespace;
    }

    @Override
    public byte[] answer(String operation, SdkPojo response, String requestId) {
        String root = operation + "Response";
        Xml xml = new Xml().open(root, namespace).element("requestId", requestId);
        if (response.sdkFields().isEmpty()) {
            xml.element("return", "true");
        } else {
            XmlWriter.write(xml, response);
        }
        return xml.close(root).bytes();
    }

    @Override
    public byte[] refusal(AwsRefusal refusal, String requestId) {
        Xml xml = new Xml().open("Response").open("Errors").open("Error");
        xml.element("Code", refusal.code()).element("Message", refusal.message());
        refusal.fields().forEach((name, value) -> xml.element(name, String.valueOf(value)));
        xml.close("Error").close("Errors");
        return xml.element("RequestID", requestId).close("Response").bytes();
    }
}
