// The weights as they are: C++20 has no #embed.
.section .rodata
.balign 16
.global osteosign_lateral_network
.global osteosign_lateral_network_end
osteosign_lateral_network:
.incbin OSTEOSIGN_LATERAL_NETWORK
osteosign_lateral_network_end:
.byte 0
.section .note.GNU-stack,"",%progbits
