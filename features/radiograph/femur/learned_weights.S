// The weights as they are: C++20 has no #embed.
.section .rodata
.balign 16
.global osteosign_femur_network
.global osteosign_femur_network_end
osteosign_femur_network:
.incbin OSTEOSIGN_FEMUR_NETWORK
osteosign_femur_network_end:
.byte 0
.balign 16
.global osteosign_lesion_network
.global osteosign_lesion_network_end
osteosign_lesion_network:
.incbin OSTEOSIGN_LESION_NETWORK
osteosign_lesion_network_end:
.byte 0
.balign 16
.global osteosign_search_network
.global osteosign_search_network_end
osteosign_search_network:
.incbin OSTEOSIGN_SEARCH_NETWORK
osteosign_search_network_end:
.byte 0
.section .note.GNU-stack,"",%progbits
