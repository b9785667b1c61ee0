package io.github.ekssdk.testing.internal.protocol;

import io.github.ekssdk.testing.internal.AwsRefusal;
import io.github.ekssdk.testing.internal.protocol.QueryProtocol.QueryAnswers;
import software.amazon.awssdk.core.SdkPojo;

/**
 * Answers of the query protocol: a result inside a response, a request id at the end. Some clients want the result also where it
 * is empty, such as that of {@code UpdateRole}, and none minds one too many.
 */
final class AwsQueryAnswers implements QueryAnswers {
    private final String namespace;

    AwsQueryAnswers(String namespace) {
        this.namespace = namespace;
    }

    @Override
    public byte[] answer(String operation, SdkPojo response, String requestId) {
        Xml xml = new Xml().open(operation + "Response", namespace).open(operation + "Result");
        XmlWriter.write(xml, response);
        xml.close(operation + "Result");
        xml.open("ResponseMetadata").element("RequestId", requestId).close("ResponseMetadata");
        return xml.close(operation + "Response").bytes();
    }

    @Override
    public byte[] refusal(AwsRefusal refusal, String requestId) {
        Xml xml = new Xml().open("ErrorResponse", namespace).open("Error");
        xml.element("Type", refusal.status() < 500 ? "Sender" : "Receiver");
        xml.element("Code", refusal.code()).element("Message", refusal.message());
        refusal.fields().forEach((name, value) -> xml.element(name, String.valueOf(value)));
        return xml.close("Error")
                .element("RequestId", requestId)
                .close("ErrorResponse")
                .bytes();
    }
}
