/// Spans in columns: the one shape in which traces travel through Clew. 
@NullMarked
package dev.clew.model;

import org.jspecify.annotations.NullMarked;
