#pragma once

namespace osteosign {

/// Brings DCMTK's network into the state that the rest of this folder needs: small packets sent at once, no
/// name service, no message of its own on standard error, a broken connection no signal, and its acceptor
/// fed with connections that we accepted. To be called before the first thread; the second call does
/// nothing. Throws OutputError when the loopback interface is missing.
void prepare_network();

}  // namespace osteosign
