/** Makes the files of finished documents: PDF/UA for people, PDF/A for the archive. */
export const documentsQueue = 'scheme.documents'
/** The regular look for documents that were left lying. */
export const documentsSweep = 'scheme.documents-sweep'
