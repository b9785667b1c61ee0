package io.github.ekssdk.testing;

import software.amazon.awssdk.awscore.client.builder.AwsClientBuilder;
import software.amazon.awssdk.awscore.client.builder.AwsSyncClientBuilder;

class InMemoryWireTest extends WireContract {
    @Override
    <B extends AwsSyncClientBuilder<B, C> & AwsClientBuilder<B, C>, C> void connect(B builder) {
        builder.httpClient(aws.httpClient());
    }
}
